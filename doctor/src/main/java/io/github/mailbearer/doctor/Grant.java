package io.github.mailbearer.doctor;

/** Who the tokens speak for, on which depends what they must say. */
public enum Grant {
    /** The application itself: client credentials (RFC 6749 section 4.4) or a managed identity. */
    APPLICATION,
    /** A person who has signed in and consented. */
    PERSON
}
