package io.github.mailbearer.mail.angus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mailbearer.testkit.AcceptedTokens;
import io.github.mailbearer.testkit.FakeMailServer;
import io.github.mailbearer.testkit.Refusal;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Provider;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What Angus Mail does that the transport builds on or guards against. When one of these fails after an upgrade, Angus
 * has changed, and the comments that name this class want another look.
 */
@Timeout(30)
class AngusContractTest {

    private final ByteArrayOutputStream debug = new ByteArrayOutputStream();
    private FakeMailServer server;

    @BeforeEach
    void start() {
        server = FakeMailServer.smtp().tokens(AcceptedTokens.of("good")).start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Session session(String... more) {
        Properties properties = new Properties();
        properties.put("mail.smtp.ssl.socketFactory", server.clientContext().getSocketFactory());
        properties.setProperty("mail.smtp.auth", "true");
        properties.setProperty("mail.smtp.auth.mechanisms", "XOAUTH2");
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.starttls.required", "true");
        for (int i = 0; i < more.length; i += 2) {
            properties.setProperty(more[i], more[i + 1]);
        }
        Session session = Session.getInstance(properties);
        session.setDebugOut(new PrintStream(debug, true, StandardCharsets.UTF_8));
        session.setDebug(true);
        return session;
    }

    /** Records what Angus asks of its own channel. */
    private static final class Recording extends SMTPTransport {

        final List<String> commands = new ArrayList<>();
        int answer = 235;

        Recording(Session session) {
            super(session, new URLName("smtp", null, -1, null, null, null), "smtp", false);
        }

        @Override
        public synchronized int simpleCommand(String command) throws MessagingException {
            if (command.startsWith("AUTH")) {
                commands.add(command);
                return answer;
            }
            return super.simpleCommand(command);
        }
    }

    private void connect(SMTPTransport transport) throws MessagingException {
        transport.connect(server.host(), server.port(), "a@contoso.example", "good");
    }

    @Test
    void authGoesThroughSimpleCommandInOneLineWithTheTokenAsPassword() throws Exception {
        try (Recording transport = new Recording(session())) {
            connect(transport);
            assertThat(transport.commands).hasSize(1);
            assertThat(transport.commands.get(0)).startsWith("AUTH XOAUTH2 dXNlcj");
            assertThat(server.counts()).hasToString("1/0/0");
        }
    }

    @Test
    void aCodeOtherThan235ClosesTheConnectionAndThrows() {
        try (Recording transport = new Recording(session())) {
            transport.answer = -1;
            assertThatThrownBy(() -> connect(transport)).isInstanceOf(AuthenticationFailedException.class);
            server.awaitOpenConnections(0);
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a530MakesItBeginTlsAgainAndRepeatTheToken() {
        try (Recording transport = new Recording(session())) {
            transport.answer = 530;
            assertThatThrownBy(() -> connect(transport)).isInstanceOf(MessagingException.class);
            assertThat(server.transcript().stream()
                            .filter("C: STARTTLS"::equals)
                            .count())
                    .as("which is why the bridge never answers 530")
                    .isGreaterThan(1);
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aServerWithoutAuthIsConnectedToWithoutSigningIn() throws Exception {
        server.mechanisms();
        try (Recording transport = new Recording(session())) {
            connect(transport);
            assertThat(transport.isConnected()).isTrue();
            assertThat(transport.commands).isEmpty();
        }
    }

    @Test
    void theTraceIsSuspendedWhileAuthIsUnderWay() throws Exception {
        try (SMTPTransport transport = new SMTPTransport(session(), new URLName("smtp", null, -1, null, null, null))) {
            connect(transport);
        }
        assertThat(debug.toString(StandardCharsets.UTF_8))
                .contains("AUTH XOAUTH2 command trace suppressed")
                .doesNotContain("dXNlcj");
    }

    @Test
    void debugAuthWouldPrintTheToken() throws Exception {
        try (SMTPTransport transport = new SMTPTransport(
                session("mail.debug.auth", "true"), new URLName("smtp", null, -1, null, null, null))) {
            connect(transport);
        }
        assertThat(debug.toString(StandardCharsets.UTF_8))
                .as("which is why the bridge refuses mail.debug.auth=true")
                .contains("dXNlcj");
    }

    @Test
    void anErrorChallengeLosesTheFinalReply() {
        server.refuseBy(Refusal.CHALLENGE).refuseEverything(true);
        try (SMTPTransport transport = new SMTPTransport(session(), new URLName("smtp", null, -1, null, null, null))) {
            assertThatThrownBy(() -> connect(transport))
                    .isInstanceOf(AuthenticationFailedException.class)
                    .hasMessageStartingWith("334 ");
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aProviderSetForOneSessionCountsForThatSessionOnlyAndIsNotedInItsProperties() throws Exception {
        Session session = session();
        session.setProvider(
                new Provider(Provider.Type.TRANSPORT, "smtp", OAuth2SmtpTransport.class.getName(), "contract", null));
        assertThat(session.getProperty("mail.smtp.class")).isEqualTo(OAuth2SmtpTransport.class.getName());
        session.getProperties().remove("mail.smtp.class");
        assertThat(session.getTransport("smtp")).isInstanceOf(OAuth2SmtpTransport.class);
        assertThat(session().getTransport("smtp")).isNotInstanceOf(OAuth2SmtpTransport.class);
    }

    @Test
    void aTransportOfOursWithoutABridgeSignsInNowhere() throws Exception {
        Session session = session();
        session.setProvider(
                new Provider(Provider.Type.TRANSPORT, "smtp", OAuth2SmtpTransport.class.getName(), "contract", null));
        try (jakarta.mail.Transport transport = session.getTransport("smtp")) {
            assertThatThrownBy(() -> transport.connect(server.host(), server.port(), "a@contoso.example", "good"))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining("make it with OAuth2Sessions");
        }
        assertThat(server.counts()).hasToString("0/0/0");
    }
}
