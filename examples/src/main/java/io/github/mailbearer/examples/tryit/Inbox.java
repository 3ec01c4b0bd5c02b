package io.github.mailbearer.examples.tryit;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;

/** An inbox, read over IMAP by the Session that the messages are sent with. */
final class Inbox {

    private final Session session;
    private final String mailbox;

    Inbox(Session session, String mailbox) {
        this.session = session;
        this.mailbox = mailbox;
    }

    Letter newest() throws MessagingException {
        try (Store store = session.getStore()) {
            store.connect(mailbox, null);
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                int count = inbox.getMessageCount();
                if (count == 0) {
                    throw new MessagingException("the inbox of " + mailbox + " is empty");
                }
                return Letter.in(inbox.getMessage(count));
            }
        }
    }
}
