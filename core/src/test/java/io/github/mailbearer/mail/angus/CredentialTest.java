package io.github.mailbearer.mail.angus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.mail.MailBridge;
import io.github.mailbearer.mail.MailProtocol;
import io.github.mailbearer.mail.MailServer;
import io.github.mailbearer.mail.OAuth2Sessions;
import io.github.mailbearer.mail.TransportSecurity;
import io.github.mailbearer.sasl.SaslMechanism;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is left of a server's words, which may be long, odd, or hold the token. */
class CredentialTest {

    private static final String TOKEN = "abcdefghijklmnopqrstuvwxyz0123456789";

    private Credential credential;

    @BeforeEach
    void make() throws MessagingException {
        Session session = OAuth2Sessions.builder(
                        request -> AccessToken.of(TOKEN, Instant.now().plusSeconds(3600)))
                .server(MailServer.of(MailProtocol.SMTP, "mail.example.org", 587, TransportSecurity.STARTTLS))
                .build();
        credential = Credential.of(
                MailBridge.of(session, "smtp").orElseThrow().login("smtp", "mail.example.org", -1, "me@example.org"),
                SaslMechanism.XOAUTH2,
                "me@example.org");
    }

    @Test
    void aReplyOfSeveralLinesBecomesOne() {
        assertThat(credential.clean("535-5.7.8 No\r\n535 5.7.8\tSee https://example.org\r\n"))
                .isEqualTo("535-5.7.8 No / 535 5.7.8 See https://example.org");
    }

    @Test
    void theTokenIsTakenOutOfRepliesAndOfExceptions() {
        assertThat(credential.clean("500 unknown command " + TOKEN + "!")).isEqualTo("500 unknown command [token]!");
        assertThat(credential.clean(new IOException("Unexpected response: " + credential.response())))
                .hasMessage("Unexpected response: [token]")
                .hasNoCause();
        IOException harmless = new IOException("EOF on socket");
        assertThat(credential.clean(harmless)).isSameAs(harmless);
    }

    @Test
    void anExplanationThatSharesAPieceWithTheTokenIsKept() {
        String json = "{\"status\":\"invalid_token\",\"seenit\":\"user=me@example.org\"}";
        String challenge = Base64.getEncoder().encodeToString(json.getBytes(UTF_8));
        assertThat(challenge).contains(credential.response().substring(0, 24));

        assertThat(credential.explanation(challenge).orElseThrow().text()).isEqualTo(json);
    }

    @Test
    void aTokenInAnExplanationIsTakenOut() {
        String challenge = Base64.getEncoder().encodeToString(("{\"no\":\"" + TOKEN + "\"}").getBytes(UTF_8));

        assertThat(credential.explanation(challenge).orElseThrow().text()).isEqualTo("{\"no\":\"[token]\"}");
        assertThat(credential.explanation(credential.response()).orElseThrow().text())
                .doesNotContain(TOKEN);
    }

    @Test
    @Timeout(10)
    void anEndlessReplyTakesNoTime() {
        assertThat(credential.clean("454 4.7.0 x" + " ".repeat(5_000_000) + "y"))
                .isEqualTo("454 4.7.0 x");
        assertThat(credential.explanation("z".repeat(5_000_000))).isPresent();
    }
}
