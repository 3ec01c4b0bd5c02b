package io.github.mailbearer.mail;

import java.util.List;
import java.util.Locale;

/** A mail protocol whose connections the bridge signs in. */
public enum MailProtocol {

    /** Submission of messages (RFC 6409), by Jakarta Mail's names {@code smtp} and {@code smtps}. */
    SMTP,

    /** Access to a mailbox on its server (RFC 3501), by Jakarta Mail's names {@code imap} and {@code imaps}. */
    IMAP,

    /** Collecting the messages of a mailbox (RFC 1939), by Jakarta Mail's names {@code pop3} and {@code pop3s}. */
    POP3;

    /** Jakarta Mail's names for the protocol; its property names begin with {@code mail.} and one of these. */
    List<String> names() {
        String name = name().toLowerCase(Locale.ROOT);
        return List.of(name, name + "s");
    }

    /** The property that tells Jakarta Mail which name to use unless it is told another one. */
    String choice() {
        return this == SMTP ? "mail.transport.protocol" : "mail.store.protocol";
    }
}
