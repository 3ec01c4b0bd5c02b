package io.github.mailbearer.testkit;

import static io.github.mailbearer.testkit.WireClient.base64;
import static io.github.mailbearer.testkit.WireClient.xoauth2;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketTimeoutException;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The AUTH exchange, line by line. */
@Timeout(20)
class SmtpAuthenticationTest {

    private static final String GOOD = xoauth2("me@contoso.com", "good");
    private static final String BAD = xoauth2("me@contoso.com", "bad");

    private final FakeMailServer smtp = FakeMailServer.smtp()
            .security(Security.CLEARTEXT)
            .tokens(TokenCheck.anyOf("good", "g".repeat(9_000)))
            .start();

    @AfterEach
    void close() {
        smtp.close();
    }

    @Test
    void letsInWithOneLine() throws Exception {
        try (WireClient client = WireClient.ready(smtp)) {
            assertThat(client.ask("auth xoauth2 " + GOOD)).isEqualTo("235 2.7.0 Authentication successful");
        }
        assertThat(smtp.counts()).isEqualTo(new Counts(1, 1, 0));
    }

    @Test
    void letsInWithTwoLines() throws Exception {
        try (WireClient client = WireClient.ready(smtp)) {
            assertThat(client.ask("AUTH XOAUTH2")).isEqualTo("334 ");
            assertThat(client.ask(GOOD)).startsWith("235 ");
        }
        assertThat(smtp.counts()).hasToString("1/1/0");
    }

    @Test
    void takesALongTokenInTwoLinesWhereCommandsAreShort() throws Exception {
        smtp.maximumCommandLine(512);
        String longToken = xoauth2("me@contoso.com", "g".repeat(9_000));

        try (WireClient client = WireClient.ready(smtp)) {
            assertThat(client.ask("AUTH XOAUTH2 " + longToken)).isEqualTo("500 5.5.2 Line too long");
            assertThat(smtp.counts()).hasToString("1/1/1");
            assertThat(client.ask("AUTH XOAUTH2")).isEqualTo("334 ");
            assertThat(client.ask(longToken)).startsWith("235 ");
        }
        assertThat(smtp.counts()).hasToString("1/2/1");
    }

    @Test
    void takesNoResponseLongerThanTheProtocolAllows() throws Exception {
        try (WireClient client = WireClient.ready(smtp)) {
            client.ask("AUTH XOAUTH2");
            assertThat(client.ask("x".repeat(12_288))).startsWith("501 ");
            client.ask("AUTH XOAUTH2");
            assertThat(client.ask("x".repeat(12_289))).isEqualTo("500 5.5.2 Line too long");
        }
    }

    @Test
    void takesOnlyOneLineWhenToldSo() throws Exception {
        smtp.oneLineAuthOnly(true);

        try (WireClient client = WireClient.ready(smtp)) {
            assertThat(client.ask("AUTH XOAUTH2")).isEqualTo("501 5.5.4 Syntax error");
            assertThat(client.ask("AUTH XOAUTH2 " + GOOD)).startsWith("235 ");
        }
        assertThat(smtp.counts()).hasToString("1/1/0");
    }

    @Test
    void refusesWithOneReplyAsExchangeDoes() throws Exception {
        try (WireClient client = WireClient.ready(smtp)) {
            assertThat(client.ask("AUTH XOAUTH2 " + BAD))
                    .matches("535 5\\.7\\.3 Authentication unsuccessful"
                            + " \\[testkit\\.mailbearer\\.invalid [0-9T:.-]+Z [0-9A-F]{16}]");
            assertThat(client.ask("AUTH XOAUTH2 " + GOOD)).startsWith("235 ");
        }
        assertThat(smtp.counts()).hasToString("1/2/1");
    }

    @Test
    void refusesWithAChallengeAsGmailDoes() throws Exception {
        smtp.refuseBy(Refusal.CHALLENGE).refusalReply("535 5.7.8 no");

        try (WireClient client = WireClient.ready(smtp)) {
            assertThat(client.ask("AUTH XOAUTH2 " + BAD))
                    .isEqualTo(
                            "334 "
                                    + base64(
                                            "{\"status\":\"400\",\"schemes\":\"Bearer\",\"scope\":\"https://mail.google.com/\"}"));
            assertThat(smtp.counts()).hasToString("1/1/1");
            assertThat(client.ask("")).isEqualTo("535 5.7.8 no");
        }
        assertThat(smtp.challengeAnswers()).containsExactly("");
        assertThat(smtp.counts()).hasToString("1/1/1");
    }

    @Test
    void recordsAWrongAnswerToTheChallenge() throws Exception {
        smtp.refuseBy(Refusal.CHALLENGE).challenge("{}");

        try (WireClient client = WireClient.ready(smtp)) {
            assertThat(client.ask("AUTH XOAUTH2 " + BAD)).isEqualTo("334 e30=");
            client.ask(BAD);
        }
        assertThat(smtp.challengeAnswers()).containsExactly(BAD);
    }

    @Test
    void sendsAMalformedChallengeAsItStands() throws Exception {
        smtp.refuseBy(Refusal.CHALLENGE).challengeRaw("%not base64%");

        try (WireClient client = WireClient.ready(smtp)) {
            assertThat(client.ask("AUTH XOAUTH2 " + BAD)).isEqualTo("334 %not base64%");
        }
    }

    @Test
    void dropsTheConnectionInsteadOfRefusing() throws Exception {
        smtp.refuseBy(Refusal.DROP);

        try (WireClient client = WireClient.ready(smtp)) {
            assertThat(client.ask("AUTH XOAUTH2 " + BAD)).isEmpty();
        }
        assertThat(smtp.counts()).hasToString("1/1/1");
    }

    @Test
    void fallsSilentInsteadOfRefusing() throws Exception {
        smtp.refuseBy(Refusal.HANG);

        try (WireClient client = WireClient.ready(smtp)) {
            client.socket().setSoTimeout(100);
            Assertions.assertThatThrownBy(() -> client.ask("AUTH XOAUTH2 " + BAD))
                    .isInstanceOf(SocketTimeoutException.class);
            assertThat(smtp.counts()).hasToString("1/1/1");
            assertThat(smtp.openConnections()).isOne();
        }
        smtp.awaitOpenConnections(0);
    }

    @Test
    void refusesGoodTokensTooWhenToldSo() throws Exception {
        smtp.refuseEverything(true);

        try (WireClient client = WireClient.ready(smtp)) {
            assertThat(client.ask("AUTH XOAUTH2 " + GOOD)).startsWith("535 ");
        }
    }

    @Test
    void letsTheClientCancel() throws Exception {
        try (WireClient client = WireClient.ready(smtp)) {
            client.ask("AUTH XOAUTH2");
            assertThat(client.ask("*")).isEqualTo("501 5.7.0 Authentication cancelled");
            client.ask("AUTH LOGIN");
            assertThat(client.ask("*")).isEqualTo("501 5.7.0 Authentication cancelled");
        }
        assertThat(smtp.counts()).hasToString("1/0/0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "%",
                "user=me\1auth=Bearer good\1",
                "user=me\1auth=bearer good\1\1",
                "user=\1auth=Bearer good\1\1",
                "user=me\1auth=Bearer \1\1",
                "user=me\1auth=Bearer go od\1\1",
                "user=me\1auth=Bearer good\1\1\n",
                "user=\377\1auth=Bearer good\1\1"
            })
    void refusesAMalformedResponse(String message) throws Exception {
        String response = message.equals("%") ? message : base64(message);

        try (WireClient client = WireClient.ready(smtp)) {
            client.ask("AUTH XOAUTH2");
            assertThat(client.ask(response)).startsWith("501 5.5.2 ");
        }
        assertThat(smtp.counts()).hasToString("1/1/1");
    }

    @Test
    void countsPasswordsAsFailures() throws Exception {
        smtp.mechanisms("LOGIN", "PLAIN");

        try (WireClient client = WireClient.ready(smtp)) {
            for (List<String> exchange : List.of(
                    List.of("AUTH LOGIN", base64("me"), base64("secret")),
                    List.of("AUTH LOGIN " + base64("me"), base64("secret")),
                    List.of("AUTH PLAIN", base64("\0me\0secret")),
                    List.of("AUTH PLAIN " + base64("\0me\0secret")))) {
                String reply = "";
                for (String line : exchange) {
                    assertThat(reply).matches("|334 .*");
                    reply = client.ask(line);
                }
                assertThat(reply).startsWith("535 5.7.139 ");
            }
        }
        assertThat(smtp.counts()).hasToString("1/4/4");
        assertThat(smtp.transcript()).contains("C: AUTH PLAIN " + base64("\0me\0secret"));
    }

    @Test
    void knowsOnlyTheMechanismsOnOffer() throws Exception {
        smtp.mechanisms("CRAM-MD5");

        try (WireClient client = WireClient.ready(smtp)) {
            assertThat(client.ask("AUTH XOAUTH2")).isEqualTo("504 5.7.4 Unrecognized authentication type");
            assertThat(smtp.counts()).hasToString("1/0/0");
            assertThat(client.ask("AUTH XOAUTH2 " + GOOD)).startsWith("504 ");
            assertThat(client.ask("AUTH CRAM-MD5 " + GOOD)).startsWith("504 ");
        }
        assertThat(smtp.counts()).hasToString("1/2/2");
    }

    @Test
    void authenticatesAConnectionOnce() throws Exception {
        try (WireClient client = WireClient.ready(smtp)) {
            client.ask("AUTH XOAUTH2 " + GOOD);
            assertThat(client.ask("AUTH XOAUTH2 " + GOOD)).startsWith("503 ");
        }
    }

    @Test
    void asksTheCheckForTheUserWithTheirToken() throws Exception {
        TokenCheck check = (protocol, user, token) ->
                protocol.equals("smtp") && user.equals("m\u00fcller@contoso.com") && token.equals("a.b-c_d");
        try (FakeMailServer server = FakeMailServer.smtp()
                        .security(Security.CLEARTEXT)
                        .tokens(check)
                        .start();
                WireClient client = WireClient.ready(server)) {
            String utf8 = "m\303\274ller@contoso.com";
            assertThat(client.ask("AUTH XOAUTH2 " + xoauth2(utf8, "a.b-c_d"))).startsWith("235 ");
        }
    }

    @Test
    void showsNoTokenOutsideTheTranscript() {
        assertThat(MailCredential.parse("XOAUTH2", GOOD))
                .hasToString("Optional[MailCredential[XOAUTH2 me@contoso.com]]");
    }
}
