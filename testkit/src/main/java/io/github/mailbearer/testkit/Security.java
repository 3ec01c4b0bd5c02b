package io.github.mailbearer.testkit;

/** How a {@link FakeMailServer} protects its connections. */
public enum Security {
    /** In the clear until the client says {@code STARTTLS} (RFC 3207); nobody is let in before. */
    STARTTLS,

    /** TLS from the first octet (RFC 8314). */
    IMPLICIT_TLS,

    /** In the clear throughout. */
    CLEARTEXT
}
