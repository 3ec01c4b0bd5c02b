package io.github.mailbearer.mail.angus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.mailbearer.testkit.FakeMailServer;
import io.github.mailbearer.testkit.Refusal;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.junit.jupiter.api.Test;

/** What Angus' SMTP transport does that {@link OAuth2SmtpTransport} builds on or guards against. */
class SmtpContractTest extends ContractTest {

    SmtpContractTest() {
        super("smtp", FakeMailServer.smtp());
    }

    /** Records what Angus asks of its own channel, and answers AUTH itself unless it is told to let Angus. */
    private class Recording extends SMTPTransport {

        final List<String> commands = new ArrayList<>();
        final List<Boolean> connected = new ArrayList<>();
        final List<Boolean> protectedByTls = new ArrayList<>();
        final List<String> askedFor = new ArrayList<>();
        int answer = 235;
        boolean breaksOff;
        boolean genuine;
        boolean failing;

        Recording(Session session) {
            super(session, url(), "smtp", false);
        }

        Recording genuine() {
            genuine = true;
            return this;
        }

        @Override
        public synchronized int simpleCommand(String command) throws MessagingException {
            if (!command.startsWith("AUTH") || genuine) {
                return super.simpleCommand(command);
            }
            commands.add(command);
            protectedByTls.add(isSSL());
            if (breaksOff) {
                throw new MessagingException("the connection broke off");
            }
            if (failing) {
                throw new IllegalStateException("in the midst of AUTH");
            }
            return answer;
        }

        @Override
        protected boolean supportsAuthentication(String mechanism) {
            askedFor.add(mechanism + " of " + getExtensionParameter("AUTH"));
            return super.supportsAuthentication(mechanism);
        }

        @Override
        protected void setConnected(boolean now) {
            super.setConnected(now);
            if (connected != null) {
                connected.add(now);
            }
        }
    }

    private SMTPTransport plain(Session session) {
        return new SMTPTransport(session, url());
    }

    private static MimeMessage message(Session session) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(USER);
        message.setRecipients(RecipientType.TO, "you@contoso.example");
        message.setText("Text");
        return message;
    }

    @Test
    void authGoesThroughSimpleCommandInOneLineWithTheTokenAsPassword() throws Exception {
        try (Recording transport = new Recording(session())) {
            connect(transport);
            assertThat(transport.commands).hasSize(1);
            assertThat(transport.commands.get(0)).startsWith("AUTH XOAUTH2 " + PRESENTED);
            assertThat(transport.protectedByTls).containsExactly(true);
            assertCounts("1/0/0");
        }
    }

    @Test
    void supportsAuthenticationIsAskedWithTheExtensionAtHand() throws Exception {
        try (Recording transport = new Recording(session())) {
            connect(transport);
            assertThat(transport.askedFor).isNotEmpty().allMatch("XOAUTH2 of LOGIN XOAUTH2"::equals);
        }
    }

    @Test
    void aCodeOtherThan235ClosesTheConnectionAndThrows() throws Exception {
        try (Recording transport = new Recording(session())) {
            transport.answer = -1;
            assertThatThrownBy(() -> connect(transport)).isInstanceOf(AuthenticationFailedException.class);
            server.awaitOpenConnections(0);
        }
    }

    @Test
    void anExceptionIsTakenForTheAnswerToTheLastAuthOfTheTransport() throws Exception {
        Recording transport = new Recording(session());
        connect(transport);
        transport.close();
        transport.breaksOff = true;
        connect(transport);
        assertThat(transport.isConnected())
                .as("which is why the bridge never throws there")
                .isTrue();
        transport.close();
    }

    @Test
    void a530MakesItBeginTlsAgainAndRepeatTheToken() throws Exception {
        try (Recording transport = new Recording(session())) {
            transport.answer = 530;
            assertThatThrownBy(() -> connect(transport)).isInstanceOf(MessagingException.class);
            assertThat(said("STARTTLS"))
                    .as("which is why the bridge never answers 530")
                    .isGreaterThan(1);
        }
    }

    @Test
    void aRuntimeExceptionDuringAuthIsCalledAnAuthenticationFailure() throws Exception {
        try (Recording transport = new Recording(session())) {
            transport.failing = true;
            assertThatThrownBy(() -> connect(transport))
                    .isInstanceOf(AuthenticationFailedException.class)
                    .hasCauseInstanceOf(IllegalStateException.class);
            server.awaitOpenConnections(0);
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
    void closeLeavesAConnectionOpenThatIsNotKnownToBeConnected() throws Exception {
        Recording transport = new Recording(session()) {
            @Override
            protected boolean protocolConnect(String host, int port, String user, String token)
                    throws MessagingException {
                super.protocolConnect(host, port, user, token);
                throw new MessagingException("not good enough");
            }
        };
        assertThatThrownBy(() -> connect(transport)).hasMessage("not good enough");
        transport.close();
        assertThat(server.openConnections()).isOne();
        transport.setConnected(true);
        transport.close();
        server.awaitOpenConnections(0);
    }

    @Test
    void startTlsThatIsRequiredAndHiddenEndsBeforeAuth() throws Exception {
        server.advertiseStartTls(false);
        try (Recording transport = new Recording(session())) {
            assertThat(catchThrowable(() -> connect(transport)))
                    .isExactlyInstanceOf(MessagingException.class)
                    .hasMessageContaining("STARTTLS is required");
            assertThat(transport.commands).isEmpty();
        }
    }

    @Test
    void theTraceIsSuspendedWhileAuthIsUnderWay() throws Exception {
        try (SMTPTransport transport = plain(session())) {
            connect(transport);
        }
        assertThat(debugged()).contains("AUTH XOAUTH2 command trace suppressed").doesNotContain(PRESENTED);
    }

    @Test
    void debugAuthWouldPrintTheToken() throws Exception {
        try (SMTPTransport transport = plain(session("mail.debug.auth", "true"))) {
            connect(transport);
        }
        assertThat(debugged())
                .as("which is why the bridge refuses mail.debug.auth=true")
                .contains(PRESENTED);
    }

    @Test
    void saslWouldLoseTheServersWords() throws Exception {
        server.refuseEverything(true);
        try (SMTPTransport transport = plain(session(".sasl.enable", "true", ".sasl.mechanisms", "XOAUTH2"))) {
            assertThatThrownBy(() -> connect(transport))
                    .as("which is why the bridge refuses mail.smtp.sasl.enable=true")
                    .hasMessage("failed to connect");
        }
    }

    @Test
    void anErrorChallengeLosesTheFinalReply() throws Exception {
        server.refuseBy(Refusal.CHALLENGE).refuseEverything(true);
        try (SMTPTransport transport = plain(session())) {
            assertThatThrownBy(() -> connect(transport))
                    .isInstanceOf(AuthenticationFailedException.class)
                    .hasMessageStartingWith("334 ");
        }
    }

    @Test
    void aTokenIsSentInOneLineHoweverLongThatIs() throws Exception {
        server.maximumCommandLine(512);
        try (SMTPTransport transport = plain(session())) {
            assertThatThrownBy(() -> connect(transport, "t".repeat(1000)))
                    .isInstanceOf(AuthenticationFailedException.class)
                    .hasMessageStartingWith("500 ");
        }
        assertThat(server.transcript()).anyMatch(line -> line.startsWith("C: AUTH") && line.length() > 1300);
    }

    @Test
    void setConnectedHearsOfEveryWayInWhichAConnectionEnds() throws Exception {
        Session session = session();
        MimeMessage message = message(session);
        Recording transport = new Recording(session).genuine();

        connect(transport);
        transport.close();
        assertThat(transport.connected).as("close").containsExactly(true, false);

        connect(transport);
        server.dropAt("NOOP");
        assertThat(transport.isConnected()).isFalse();
        assertThat(transport.connected).as("NOOP").endsWith(true, false).hasSize(4);

        connect(transport);
        server.dropAt("MAIL");
        assertThatThrownBy(() -> transport.sendMessage(message, message.getAllRecipients()));
        assertThat(transport.connected).as("MAIL").endsWith(true, false).hasSize(6);

        connect(transport);
        server.clearReplies().dropAt(".");
        assertThatThrownBy(() -> transport.sendMessage(message, message.getAllRecipients()));
        assertThat(transport.connected).as("end of data").endsWith(true, false).hasSize(8);

        server.clearReplies();
        connect(transport);
        server.replyTo("RCPT", "421 4.3.2 Service not available");
        assertThatThrownBy(() -> transport.sendMessage(message, message.getAllRecipients()));
        assertThat(transport.isConnected()).isFalse();
        assertThat(transport.connected).as("421").endsWith(true, false).hasSize(10);
    }

    @Test
    void theEnvelopesSenderIsTheMessagesThenThePropertysThenThatOfFrom() throws Exception {
        Session session = session();
        try (SMTPTransport transport = plain(session)) {
            connect(transport);
            SMTPMessage message = new SMTPMessage(message(session));
            transport.sendMessage(message, message.getAllRecipients());
            session.getProperties().setProperty("mail.smtp.from", "property@contoso.example");
            transport.sendMessage(message, message.getAllRecipients());
            message.setEnvelopeFrom("message@contoso.example");
            transport.sendMessage(message, message.getAllRecipients());
        }
        assertThat(server.messages())
                .extracting("sender")
                .containsExactly(USER, "property@contoso.example", "message@contoso.example");
    }
}
