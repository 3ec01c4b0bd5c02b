package io.github.mailbearer.msal;

/** What is known of a connected mailbox without asking Entra. */
public enum ConnectionHealth {

    /** Its refresh token was used not long ago, and was accepted. */
    WORKING,

    /**
     * Its refresh token has not been used for 60 days; after 90 days of silence Entra lets it lapse.
     * {@link MailboxConnector#keepAlive} uses it.
     */
    KEEP_ALIVE_DUE,

    /** Entra has refused its refresh token, or must have let it lapse: a person has to sign in again. */
    SIGN_IN_NEEDED,

    /** What is stored of it cannot be read, with these keys at least. */
    UNREADABLE
}
