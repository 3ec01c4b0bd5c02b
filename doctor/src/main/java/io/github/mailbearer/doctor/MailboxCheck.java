package io.github.mailbearer.doctor;

import io.github.mailbearer.mail.MailProtocol;
import jakarta.mail.Folder;
import jakarta.mail.Store;

/** 10: whether the mailbox opens: Exchange may take a token and yet open nothing. */
final class MailboxCheck extends Examination {

    private final SetUp setUp;

    MailboxCheck(SetUp setUp) {
        super("10", "Mailbox", "9");
        this.setUp = setUp;
    }

    @Override
    String waitsFor() {
        return "the inbox of " + setUp.settings().mailbox;
    }

    @Override
    Finding examine(Findings known) throws Exception {
        if (setUp.protocol() == MailProtocol.SMTP) {
            return Finding.notNeeded("SMTP opens no mailbox.");
        }
        Store store = (Store) known.required(SignedIn.class).service();
        Folder inbox = store.getFolder("INBOX");
        inbox.open(Folder.READ_ONLY);
        try {
            return Finding.pass("The inbox opens.").with("messages", inbox.getMessageCount());
        } finally {
            inbox.close(false);
        }
    }
}
