package io.github.mailbearer.mail;

import java.util.List;
import java.util.Locale;

/** A mail protocol whose connections the bridge signs in. */
public enum MailProtocol {

    /** Submission of messages (RFC 6409), by Jakarta Mail's names {@code smtp} and {@code smtps}. */
    SMTP;

    /** Jakarta Mail's names for the protocol; its property names begin with {@code mail.} and one of these. */
    List<String> names() {
        String name = name().toLowerCase(Locale.ROOT);
        return List.of(name, name + "s");
    }
}
