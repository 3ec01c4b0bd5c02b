package io.github.mailbearer.mail;

import static io.github.mailbearer.mail.Mails.MAILBOX;
import static io.github.mailbearer.mail.Mails.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.testkit.FakeMailServer;
import jakarta.mail.Folder;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The figures of Sessions that opt in by properties are those of Sessions made in code. */
@Timeout(30)
class OptInFiguresTest {

    private final HourlyTokens tokens = new HourlyTokens();

    @AfterEach
    void close() {
        tokens.close();
    }

    private Properties properties(String protocol, FakeMailServer server) {
        Properties properties = new Properties();
        properties.setProperty("mail." + protocol + ".class", OptIn.CLASSES.get(protocol));
        properties.setProperty("mail." + protocol + ".host", server.host());
        properties.setProperty("mail." + protocol + ".port", String.valueOf(server.port()));
        properties.put(
                "mail." + protocol + ".ssl.socketFactory",
                server.clientContext().getSocketFactory());
        TestTokens.use(tokens.cache, properties);
        return properties;
    }

    @Test
    void smtpTakesOneAuthBeforeAndAfterEveryRollover() throws Exception {
        try (FakeMailServer server =
                FakeMailServer.smtp().tokens(tokens.accepted).start()) {
            Properties properties = properties("smtp", server);
            properties.setProperty("mail.smtp.user", MAILBOX);
            Session session = Session.getInstance(properties);
            for (int hour = 1; hour <= 3; hour++) {
                server.resetCounts();
                send(session);
                send(Session.getInstance(properties));
                assertThat(server.counts()).hasToString("2/2/0");
                tokens.rollOver();
            }
            assertThat(tokens.issued()).isEqualTo(3);
        }
    }

    @Test
    void imapGrowsItsPoolWithATokenOfNow() throws Exception {
        try (FakeMailServer server =
                FakeMailServer.imap().tokens(tokens.accepted).start()) {
            assertReads("imap", server);
        }
    }

    @Test
    void pop3OpensItsFolderAgainWithATokenOfNow() throws Exception {
        try (FakeMailServer server =
                FakeMailServer.pop3().tokens(tokens.accepted).start()) {
            assertReads("pop3", server);
        }
    }

    private void assertReads(String protocol, FakeMailServer server) throws Exception {
        server.deliver(MAILBOX, "From: you@contoso.example\nSubject: First\n\nText\n");
        Properties properties = properties(protocol, server);
        properties.setProperty("mail.user", MAILBOX);
        try (Store store = Session.getInstance(properties).getStore(protocol)) {
            store.connect();
            for (int hour = 1; hour <= 3; hour++) {
                Folder inbox = store.getFolder("INBOX");
                inbox.open(Folder.READ_ONLY);
                assertThat(inbox.getMessage(1).getSubject()).isEqualTo("First");
                assertThat(server.counts()).hasToString("1/1/0");
                if (protocol.equals("pop3")) {
                    inbox.close();
                }
                tokens.rollOver();
                server.resetCounts();
            }
        }
    }

    @Test
    void springsSenderNeedsNothingButProperties() {
        try (FakeMailServer server =
                FakeMailServer.smtp().tokens(tokens.accepted).start()) {
            JavaMailSenderImpl sender = new JavaMailSenderImpl();
            sender.setHost(server.host());
            sender.setPort(server.port());
            sender.setUsername(MAILBOX);
            sender.setPassword("whatever");
            sender.setJavaMailProperties(properties("smtp", server));
            SimpleMailMessage mail = new SimpleMailMessage();
            mail.setFrom(MAILBOX);
            mail.setTo("you@contoso.example");
            mail.setText("Sent with a token.");
            for (int hour = 1; hour <= 3; hour++) {
                server.resetCounts();
                sender.send(mail, mail);
                assertThat(server.counts()).hasToString("1/1/0");
                tokens.rollOver();
            }
            assertThat(server.transcript()).noneMatch(line -> line.contains("whatever"));
        }
    }
}
