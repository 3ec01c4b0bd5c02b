package io.github.mailbearer.msal;

/** What came of a sign-in for good, so that the same answer is told to whoever comes with the same state again. */
sealed interface SignInResult {

    /** The mailbox is connected, and stored. */
    record Connected(ConnectedMailbox mailbox) implements SignInResult {}

    /**
     * The mailbox is not connected, and this sign-in cannot change that any more.
     *
     * @param told what to throw now
     * @param kept what to throw when the answer comes again
     */
    record Refused(RuntimeException told, MailboxNotConnectedException kept) implements SignInResult {

        static Refused of(MailboxNotConnectedException why) {
            return new Refused(why, why);
        }
    }
}
