package io.github.mailbearer.testkit;

import static io.github.mailbearer.testkit.WireClient.xoauth2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server as a mail client meets it. */
@Timeout(30)
class FakeMailServerTest {

    private static final String USER = "me@contoso.com";
    private static final TestCertificates CERTIFICATES = TestCertificates.create();

    private final AcceptedTokens tokens = AcceptedTokens.of("good");
    private final FakeMailServer smtp =
            FakeMailServer.smtp().tokens(tokens).certificates(CERTIFICATES).start();
    private final AngusClient client = new AngusClient(smtp);

    @AfterEach
    void close() {
        smtp.close();
    }

    @ParameterizedTest
    @EnumSource
    void takesAMessageOverEveryKindOfConnection(Security security) throws Exception {
        try (FakeMailServer server = FakeMailServer.smtp()
                .security(security)
                .tokens(tokens)
                .certificates(CERTIFICATES)
                .start()) {
            new AngusClient(server)
                    .with("mail.smtp.ssl.enable", String.valueOf(security == Security.IMPLICIT_TLS))
                    .with("mail.smtp.starttls.required", String.valueOf(security == Security.STARTTLS))
                    .send(USER, "good", "Text\r\n.dot\r\n..\r\n");

            assertThat(server.counts()).hasToString("1/1/0");
            assertThat(server.messages()).singleElement().satisfies(message -> {
                assertThat(message.sender()).isEqualTo(USER);
                assertThat(message.recipients()).containsExactly("to@contoso.com");
                assertThat(message.text()).contains("Subject: Hello\r\n").endsWith("\r\n\r\nText\r\n.dot\r\n..\r\n");
            });
        }
    }

    @Test
    void refusesAnUnknownToken() {
        assertThatThrownBy(() -> client.send(USER, "unknown", "Text"))
                .isInstanceOf(AuthenticationFailedException.class)
                .hasMessageStartingWith("535 5.7.3 Authentication unsuccessful [");
        assertThat(smtp.counts()).hasToString("1/1/1");
        assertThat(smtp.messages()).isEmpty();
    }

    @Test
    void followsAChangeOfTheAcceptedTokens() throws Exception {
        client.send(USER, "good", "Text");
        tokens.only("better");

        assertThatThrownBy(() -> client.send(USER, "good", "Text")).isInstanceOf(AuthenticationFailedException.class);
        client.send(USER, "better", "Text");

        assertThat(smtp.counts()).hasToString("3/3/1");
        smtp.resetCounts();
        assertThat(smtp.counts()).hasToString("0/0/0");
        assertThat(smtp.messages()).hasSize(2);
    }

    @Test
    void lettingStartTlsBeStrippedCostsACarelessClientItsToken() throws Exception {
        smtp.advertiseStartTls(false);

        client.send(USER, "good", "Text");
        assertThat(smtp.counts()).hasToString("1/1/0");

        assertThatThrownBy(
                        () -> client.with("mail.smtp.starttls.required", "true").send(USER, "good", "Text"))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("STARTTLS");
        assertThat(smtp.counts()).hasToString("2/1/0");
    }

    @Test
    void isTrustedByItsOwnClientsOnly() {
        TestCertificates others = TestCertificates.create();
        client.with("mail.smtp.ssl.socketFactory", others.clientContext().getSocketFactory());

        assertThatThrownBy(() -> client.send(USER, "good", "Text")).hasCauseInstanceOf(SSLException.class);
        assertThat(smtp.counts()).hasToString("1/0/0");
        smtp.awaitOpenConnections(0);
        assertThat(smtp.transcript()).anyMatch(line -> line.startsWith("-- javax.net.ssl.SSLHandshakeException"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "."})
    void repliesAsScripted(String verb) throws Exception {
        smtp.replyTo(verb, "554 5.2.252 SendAsDenied; a@x not allowed to send as b@x");

        assertThatThrownBy(() -> client.send(USER, "good", "Text"))
                .isInstanceOf(MessagingException.class)
                .satisfies(failure -> assertThat(smtp.transcript())
                        .contains("S: 554 5.2.252 SendAsDenied; a@x not allowed to send as b@x"));
        assertThat(smtp.messages()).isEmpty();

        smtp.clearReplies();
        client.send(USER, "good", "Text");
        assertThat(smtp.messages()).hasSize(1);
    }

    @Test
    void answersTheCredentialAsScripted() throws Exception {
        smtp.replyTo("auth", "454 4.7.0 Temporary authentication failure");
        assertThatThrownBy(() -> client.connect(USER, "good"))
                .hasMessageStartingWith("454 4.7.0 Temporary authentication failure");
        assertThat(smtp.counts()).hasToString("1/1/1");

        smtp.replyTo("AUTH", "235 2.7.0 Come in");
        client.send(USER, "unknown", "Text");
        assertThat(smtp.counts()).hasToString("2/2/1");
    }

    @Test
    void scriptsTheReplyToEachRecipientAsARefusal() {
        smtp.replyTo("RCPT", "550 5.1.1 User unknown");

        assertThatThrownBy(() -> client.send(USER, "good", "Text"))
                .isInstanceOf(SendFailedException.class)
                .hasMessageContaining("Invalid Addresses");
    }

    @Test
    void closesTheConnectionAfterA421() throws Exception {
        smtp.replyTo("NOOP", "421 4.4.2 Timeout");

        try (WireClient wire = WireClient.ready(smtp)) {
            assertThat(wire.ask("NOOP")).isEqualTo("421 4.4.2 Timeout");
            assertThat(wire.reply()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "EHLO", "STARTTLS", "AUTH", "MAIL", "DATA", "."})
    void dropsTheConnectionAsScripted(String verb) {
        smtp.dropAt(verb);

        assertThatThrownBy(() -> client.send(USER, "good", "Text")).isInstanceOf(MessagingException.class);
        smtp.awaitOpenConnections(0);
        assertThat(smtp.messages()).isEmpty();
    }

    @Test
    void dropsAClientUnderTlsThatPaysNoAttention() throws Exception {
        smtp.dropAt("NOOP");
        try (WireClient wire = WireClient.ready(smtp)) {
            wire.send("NOOP");
            smtp.awaitOpenConnections(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "AUTH", "."})
    void fallsSilentAsScripted(String verb) {
        smtp.hangAt(verb);
        client.with("mail.smtp.timeout", "100");

        assertThatThrownBy(() -> client.send(USER, "good", "Text"))
                .isInstanceOf(MessagingException.class)
                .rootCause()
                .isInstanceOf(SocketTimeoutException.class);
        smtp.awaitOpenConnections(0);
    }

    @Test
    void endsASilenceWhenItIsClosed() throws Exception {
        smtp.hangAt("CONNECT");
        try (WireClient wire = new WireClient(smtp)) {
            smtp.awaitOpenConnections(1);

            smtp.close();

            assertThat(wire.reply()).isEmpty();
        }
    }

    @Test
    void namesTheVerbsThatCanBeScripted() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> smtp.replyTo("VRFY", "252"))
                .withMessageContaining("VRFY")
                .withMessageContaining("CONNECT, EHLO, STARTTLS, AUTH");
    }

    @Test
    void doesNotStartWithoutATokenCheck() {
        assertThatIllegalStateException()
                .isThrownBy(() -> FakeMailServer.smtp().start())
                .withMessageContaining("tokens is missing");
    }

    @Test
    void undoesEveryChangeAtReset() throws Exception {
        client.send(USER, "good", "Text");
        smtp.refuseBy(Refusal.DROP)
                .refusalReply("535 other")
                .challenge("{}")
                .refuseEverything(true)
                .mechanisms()
                .advertiseStartTls(false)
                .maximumCommandLine(10)
                .oneLineAuthOnly(true)
                .dropAt("EHLO");

        smtp.reset();

        assertThat(smtp.counts()).hasToString("0/0/0");
        assertThat(smtp.messages()).isEmpty();
        assertThat(smtp.transcript()).isEmpty();
        assertThat(smtp.challengeAnswers()).isEmpty();
        refusesAnUnknownToken();
        try (WireClient wire = WireClient.ready(smtp)) {
            wire.ask("AUTH XOAUTH2");
            assertThat(wire.ask(xoauth2(USER, "good"))).startsWith("235 ");
        }
    }

    @Test
    void servesFiftyConnectionsAtOnce() throws Exception {
        List<WireClient> clients = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<WireClient>> connecting = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                String token = i % 5 == 0 ? "bad" : "good";
                connecting.add(threads.submit(() -> {
                    WireClient wire = WireClient.ready(smtp);
                    wire.ask("AUTH XOAUTH2 " + xoauth2(USER, token));
                    return wire;
                }));
            }
            for (Future<WireClient> wire : connecting) {
                clients.add(wire.get(20, TimeUnit.SECONDS));
            }
            assertThat(smtp.openConnections()).isEqualTo(50);
            assertThat(smtp.counts()).hasToString("50/50/10");
        } finally {
            threads.shutdownNow();
            for (WireClient wire : clients) {
                wire.close();
            }
        }
        smtp.awaitOpenConnections(0);
    }
}
