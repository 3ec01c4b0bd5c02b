package io.github.mailbearer.msal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.CachingTokenProvider;
import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.mail.MailProtocol;
import io.github.mailbearer.mail.MailServer;
import io.github.mailbearer.mail.OAuth2Sessions;
import io.github.mailbearer.mail.TransportSecurity;
import io.github.mailbearer.testkit.CapturedLogs;
import io.github.mailbearer.testkit.EntraReply;
import io.github.mailbearer.testkit.FakeEntra;
import io.github.mailbearer.testkit.FakeMailServer;
import io.github.mailbearer.testkit.MailbearerExtension;
import io.github.mailbearer.testkit.Refusal;
import io.github.mailbearer.testkit.SecretSearch;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** From Entra to the wire with everything at its most verbose, neither token nor secret is anywhere to be read. */
@Timeout(60)
@ExtendWith(MailbearerExtension.class)
class NothingLeaksTest {

    private final ByteArrayOutputStream debug = new ByteArrayOutputStream();

    private Session verbose(FakeMailServer server, TokenProvider tokens) {
        Session session = OAuth2Sessions.builder(tokens)
                .server(MailServer.of(MailProtocol.SMTP, server.host(), server.port(), TransportSecurity.STARTTLS))
                .sslContext(server.clientContext())
                .user("noreply@contoso.example")
                .property("mail.debug", "true")
                .build();
        session.setDebugOut(new PrintStream(debug, true, StandardCharsets.UTF_8));
        session.setDebug(true);
        return session;
    }

    private static void send(Session session) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress("you@contoso.example"));
        message.setText("Hello");
        Transport.send(message);
    }

    @Test
    void neitherTokenNorSecret(FakeEntra entra, FakeMailServer server) throws Exception {
        String secret = entra.clientSecret();
        List<String> issued = new ArrayList<>();
        EntraApplication application = EntraApplication.builder()
                .tenantId(entra.tenantId())
                .clientId(entra.clientId())
                .credential(EntraCredential.secret(secret))
                .loopbackEndpoint(entra.uri())
                .build();
        try (CapturedLogs logs = CapturedLogs.everything();
                CachingTokenProvider tokens = CachingTokenProvider.builder(
                                MsalTokenProvider.clientCredentials(application))
                        .minRenewInterval(Duration.ZERO)
                        .build()) {
            Session session = verbose(server, tokens);
            send(session);
            issued.add(entra.lastIssuedToken());

            entra.revokeAll();
            server.refuseBy(Refusal.CHALLENGE);
            send(session);
            issued.add(entra.lastIssuedToken());

            entra.revokeAll();
            entra.answerAlways(EntraReply.expiredClientSecret());
            try {
                send(session);
                throw new AssertionError("it was sent with a revoked token");
            } catch (MessagingException e) {
                logs.add(e);
            }
            logs.add(new IllegalStateException(
                    tokens + " " + tokens.stats() + application + session.getProperties() + entra.tokenRequests()));

            String everything = logs.text() + debug.toString(StandardCharsets.UTF_8);
            assertThat(everything)
                    .contains("DEBUG SMTP")
                    .contains("com.microsoft.aad.msal4j")
                    .contains("io.github.mailbearer.msal")
                    .contains("AADSTS7000222");
            assertThat(issued).doesNotHaveDuplicates();
            for (String token : issued) {
                assertThat(SecretSearch.of(token).in(everything)).isEmpty();
                assertThat(SecretSearch.of(token).in(everything + entra.issueToken(Map.of())))
                        .as("pieces of another token of the same issuer would be found")
                        .isNotEmpty();
            }
            assertThat(SecretSearch.of(secret).in(everything)).isEmpty();
            assertThat(SecretSearch.of(secret).in(everything + " client_secret=" + secret))
                    .contains("raw");
        }
    }
}
