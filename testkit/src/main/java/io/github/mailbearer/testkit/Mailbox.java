package io.github.mailbearer.testkit;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The folders of one user: {@code INBOX} and {@code Sent}. */
final class Mailbox {

    /** As they are listed. */
    static final List<String> FOLDERS = List.of("INBOX", "Sent");

    private final MailFolder inbox = new MailFolder();
    private final MailFolder sent = new MailFolder();

    MailFolder inbox() {
        return inbox;
    }

    /** The folder of this name, {@code INBOX} being the same in any case (RFC 3501 section 5.1). */
    Optional<MailFolder> folder(String name) {
        if (name.toUpperCase(Locale.ROOT).equals("INBOX")) {
            return Optional.of(inbox);
        }
        return name.equals("Sent") ? Optional.of(sent) : Optional.empty();
    }

    void clear() {
        inbox.clear();
        sent.clear();
    }
}
