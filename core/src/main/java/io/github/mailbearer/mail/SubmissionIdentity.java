package io.github.mailbearer.mail;

/**
 * Which name a submission server wants in the authentication message when the account whose token it is and the mailbox
 * that sends are not the same. IMAP and POP3 servers want the mailbox always.
 */
public enum SubmissionIdentity {

    /**
     * The account: Exchange compares the name with the user principal name in the token, and takes a shared mailbox in
     * {@code MAIL FROM} and From only.
     */
    ACCOUNT,

    /** The mailbox: at Google a token belongs to the mailbox, whoever obtained it. */
    MAILBOX
}
