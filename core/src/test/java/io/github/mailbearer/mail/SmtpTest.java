package io.github.mailbearer.mail;

import static io.github.mailbearer.mail.Mails.MAILBOX;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.testkit.AcceptedTokens;
import io.github.mailbearer.testkit.FakeMailServer;
import io.github.mailbearer.testkit.ReceivedMessage;
import jakarta.mail.Session;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A submission server that takes the first token of a provider, until a test says otherwise. */
@Timeout(30)
abstract class SmtpTest {

    final AcceptedTokens accepted = AcceptedTokens.of("token-1");
    final ScriptedTokens tokens = ScriptedTokens.counting();
    FakeMailServer server;

    @BeforeEach
    void start() {
        server = FakeMailServer.smtp().tokens(accepted).start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    final Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", server.host());
        properties.setProperty("mail.smtp.port", String.valueOf(server.port()));
        properties.setProperty("mail.smtp.user", MAILBOX);
        properties.put("mail.smtp.ssl.socketFactory", server.clientContext().getSocketFactory());
        return properties;
    }

    final Session session() {
        return Mails.to(server, tokens).build();
    }

    final void assertSignedInOnceAs(String user) {
        assertThat(server.counts()).hasToString("1/1/0");
        assertThat(server.messages()).extracting(ReceivedMessage::user).containsOnly(user);
    }
}
