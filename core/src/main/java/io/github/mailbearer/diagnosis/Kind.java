package io.github.mailbearer.diagnosis;

import java.util.Locale;

/** The class of a failure: in whose hands it lies, which decides what sort of thing helps. */
public enum Kind {
    /** A fault that goes away by itself. */
    TRANSIENT,
    /** The server wants fewer requests, connections or messages. */
    THROTTLING,
    /** A setting of the application, the tenant or the network is wrong. */
    CONFIGURATION,
    /** A secret, certificate, code or token is wrong or has expired. */
    CREDENTIAL,
    /** Somebody has to consent to what the application asks for. */
    CONSENT,
    /** The application or account lacks a right on the mailbox or for the sender's address. */
    PERMISSION,
    /** A security rule of the tenant forbids it. */
    POLICY,
    /** A person has to sign in again. */
    SIGN_IN,
    /** The client said something the server does not understand. */
    PROTOCOL,
    /** A quota or size has been reached. */
    LIMIT,
    /** The failure is not recognised. */
    UNKNOWN;

    /**
     * The word for it in catalogues and reports, such as {@code sign-in}.
     *
     * @return the name in lower case, with hyphens
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
