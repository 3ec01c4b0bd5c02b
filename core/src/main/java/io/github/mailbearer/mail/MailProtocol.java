package io.github.mailbearer.mail;

import java.util.List;
import java.util.Locale;

/** A mail protocol whose connections the bridge signs in. */
public enum MailProtocol {

    /** Submission of messages (RFC 6409), by Jakarta Mail's names {@code smtp} and {@code smtps}. */
    SMTP,

    /** Access to the folders of a mailbox (RFC 9051), by Jakarta Mail's names {@code imap} and {@code imaps}. */
    IMAP,

    /** Collection of messages (RFC 1939), by Jakarta Mail's names {@code pop3} and {@code pop3s}. */
    POP3;

    /** Jakarta Mail's names for the protocol; its property names begin with {@code mail.} and one of these. */
    List<String> names() {
        String name = name().toLowerCase(Locale.ROOT);
        return List.of(name, name + "s");
    }
}
