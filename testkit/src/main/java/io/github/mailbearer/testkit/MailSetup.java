package io.github.mailbearer.testkit;

import java.time.InstantSource;

/** What the connections of one mail server have in common. */
record MailSetup(
        Protocol protocol,
        Security security,
        TokenCheck tokens,
        TestCertificates certificates,
        InstantSource clock,
        MailScript script,
        MailRecord record,
        Mailboxes mailboxes) {

    boolean offersStartTls(MailConnection connection) {
        return security == Security.STARTTLS && !connection.isSecure() && script.advertiseStartTls;
    }

    /** Without STARTTLS on offer the server plays the attacker who removed it, glad of a token in the clear. */
    boolean offersAuth(MailConnection connection) {
        return !offersStartTls(connection) && !script.mechanisms().isEmpty();
    }

    /** Whether a token opens the mailbox at the moment. */
    boolean admits(MailCredential credential) {
        if (script.refuseEverything) {
            return false;
        }
        PresentedToken token = PresentedToken.of(protocol.id(), credential, clock.instant());
        return switch (script.tokenRule.judge(token)) {
            case ADMIT -> true;
            case REFUSE -> false;
            case AS_USUAL -> tokens.accepts(protocol.id(), credential.user(), credential.token());
        };
    }
}
