package io.github.mailbearer.examples.tryit;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.util.Properties;
import javax.net.ssl.SSLContext;

/**
 * An inbox, read over IMAP with a token as Jakarta Mail does it by itself: it presents the token it is given, and neither
 * gets nor renews one.
 */
final class Inbox {

    private final Session session;
    private final int port;
    private final String mailbox;

    Inbox(int port, SSLContext tls, String mailbox) {
        Properties properties = new Properties();
        properties.setProperty("mail.imaps.auth.mechanisms", "XOAUTH2");
        properties.setProperty("mail.imaps.connectiontimeout", "10000");
        properties.setProperty("mail.imaps.timeout", "20000");
        properties.put("mail.imaps.ssl.socketFactory", tls.getSocketFactory());
        this.session = Session.getInstance(properties);
        this.port = port;
        this.mailbox = mailbox;
    }

    Letter newest(String token) throws MessagingException {
        try (Store store = session.getStore("imaps")) {
            store.connect("localhost", port, mailbox, token);
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
