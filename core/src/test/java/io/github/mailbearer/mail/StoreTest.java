package io.github.mailbearer.mail;

import static io.github.mailbearer.mail.Mails.MAILBOX;

import io.github.mailbearer.testkit.FakeMailServer;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A server that is read from with tokens of an hour. */
@Timeout(30)
abstract class StoreTest {

    private final MailProtocol protocol;
    final HourlyTokens tokens = new HourlyTokens();
    FakeMailServer server;

    StoreTest(MailProtocol protocol) {
        this.protocol = protocol;
    }

    @BeforeEach
    void start() {
        server = (protocol == MailProtocol.IMAP ? FakeMailServer.imap() : FakeMailServer.pop3())
                .tokens(tokens.accepted)
                .start();
        server.deliver(MAILBOX, "From: you@contoso.example\nSubject: First\n\nText\n");
    }

    @AfterEach
    void stop() {
        server.close();
        tokens.close();
    }

    interface Reading {
        void run() throws MessagingException;
    }

    final String countOf(Reading reading) throws MessagingException {
        server.resetCounts();
        reading.run();
        return server.counts().toString();
    }

    final OAuth2Sessions.Builder builder() {
        return Mails.reading(protocol, server, tokens.cache);
    }

    final Store store() throws MessagingException {
        return builder().build().getStore();
    }

    final Store connected() throws MessagingException {
        Store store = store();
        store.connect();
        return store;
    }

    static Folder open(Store store) throws MessagingException {
        Folder inbox = store.getFolder("INBOX");
        inbox.open(Folder.READ_ONLY);
        return inbox;
    }
}
