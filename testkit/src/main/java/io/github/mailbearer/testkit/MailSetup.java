package io.github.mailbearer.testkit;

/** What the connections of one mail server have in common. */
record MailSetup(
        Protocol protocol,
        Security security,
        TokenCheck tokens,
        TestCertificates certificates,
        MailScript script,
        MailRecord record) {

    /** Whether a token opens the mailbox at the moment. */
    boolean admits(MailCredential credential) {
        return !script.refuseEverything && tokens.accepts(protocol.id(), credential.user(), credential.token());
    }
}
