package io.github.mailbearer.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mailbearer.testkit.AcceptedTokens;
import io.github.mailbearer.testkit.FakeMailServer;
import io.github.mailbearer.testkit.Refusal;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The clients in the hands of Angus Mail, whose own SASL client the provider takes the place of. */
@Timeout(30)
class AngusSaslTest {

    private final ByteArrayOutputStream debug = new ByteArrayOutputStream();
    private FakeMailServer server;

    @BeforeEach
    void start() {
        OAuth2SaslProvider.install();
        server = FakeMailServer.smtp().tokens(AcceptedTokens.of("good")).start();
    }

    @AfterEach
    void stop() {
        server.close();
        OAuth2SaslProvider.uninstall();
    }

    private Transport transport() throws Exception {
        Properties properties = new Properties();
        properties.put("mail.smtp.ssl.socketFactory", server.clientContext().getSocketFactory());
        properties.setProperty("mail.smtp.auth", "true");
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.starttls.required", "true");
        properties.setProperty("mail.smtp.sasl.enable", "true");
        properties.setProperty("mail.smtp.sasl.mechanisms", "XOAUTH2");
        Session session = Session.getInstance(properties);
        session.setDebugOut(new PrintStream(debug, true, UTF_8));
        session.setDebug(true);
        return session.getTransport("smtp");
    }

    private void connect(Transport transport, String token) throws Exception {
        transport.connect(server.host(), server.port(), "a@contoso.example", token);
    }

    @Test
    void aGoodTokenSignsIn() throws Exception {
        try (Transport transport = transport()) {
            connect(transport, "good");
            assertThat(transport.isConnected()).isTrue();
        }
        assertThat(server.counts()).hasToString("1/1/0");
    }

    @Test
    void aRefusalIsAnsweredByUsAndEndsInAFailedLogin() throws Exception {
        server.refuseBy(Refusal.CHALLENGE);
        try (Transport transport = transport()) {
            assertThatThrownBy(() -> connect(transport, "revoked")).isInstanceOf(AuthenticationFailedException.class);
        }
        assertThat(server.challengeAnswers()).containsExactly("");
        assertThat(server.counts()).hasToString("1/1/1");
        assertThat(debug.toString(UTF_8))
                .as("Angus shows the challenge only to a client that is not complete, as its own is")
                .contains("SASL challenge: {\"status\"");
    }

    @Test
    void aRefusalWithoutExplanationIsAFailedLogin() throws Exception {
        try (Transport transport = transport()) {
            assertThatThrownBy(() -> connect(transport, "revoked")).isInstanceOf(AuthenticationFailedException.class);
        }
        assertThat(server.counts()).hasToString("1/1/1");
    }
}
