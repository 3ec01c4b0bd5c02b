package io.github.mailbearer.mail;

/** How TLS comes onto a connection. There is no constant for doing without: a token in clear text is a stolen one. */
public enum TransportSecurity {

    /** The connection begins in clear text and changes to TLS before anything else is said (RFC 3207); port 587. */
    STARTTLS,

    /** TLS from the first byte (RFC 8314); port 465 for SMTP. */
    IMPLICIT_TLS
}
