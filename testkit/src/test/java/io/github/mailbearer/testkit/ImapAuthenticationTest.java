package io.github.mailbearer.testkit;

import static io.github.mailbearer.testkit.WireClient.base64;
import static io.github.mailbearer.testkit.WireClient.xoauth2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How IMAP lets clients in, line by line. */
@Timeout(20)
class ImapAuthenticationTest {

    private static final String GOOD = xoauth2("me@contoso.com", "good");
    private static final String BAD = xoauth2("me@contoso.com", "bad");

    private final FakeMailServer imap = FakeMailServer.imap()
            .security(Security.CLEARTEXT)
            .tokens(TokenCheck.anyOf("good"))
            .start();

    @AfterEach
    void close() {
        imap.close();
    }

    @Test
    void letsInWithOneLine() throws Exception {
        try (WireClient client = WireClient.greeted(imap)) {
            assertThat(client.imap("authenticate xoauth2 " + GOOD))
                    .isEqualTo("t OK [CAPABILITY IMAP4rev1 AUTH=LOGIN AUTH=PLAIN AUTH=XOAUTH2 SASL-IR ID UNSELECT IDLE"
                            + " NAMESPACE LITERAL+ ENABLE] AUTHENTICATE completed.");
        }
        assertThat(imap.counts()).hasToString("1/1/0");
    }

    @Test
    void letsInWithTwoLines() throws Exception {
        imap.capabilitiesInOk(false);

        try (WireClient client = WireClient.greeted(imap)) {
            assertThat(client.ask("t AUTHENTICATE XOAUTH2")).isEqualTo("+ ");
            assertThat(client.ask(GOOD)).isEqualTo("t OK AUTHENTICATE completed.");
        }
        assertThat(imap.counts()).hasToString("1/1/0");
    }

    @Test
    void takesNoInitialResponseWithoutSaslIr() throws Exception {
        imap.saslIr(false);

        try (WireClient client = WireClient.greeted(imap)) {
            assertThat(client.imap("CAPABILITY")).doesNotContain("SASL-IR");
            assertThat(client.imap("AUTHENTICATE XOAUTH2 " + GOOD)).isEqualTo("t BAD Command Argument Error. 12");
            assertThat(imap.counts()).hasToString("1/1/1");
            client.ask("t AUTHENTICATE XOAUTH2");
            assertThat(client.ask(GOOD)).startsWith("t OK ");
        }
        assertThat(imap.counts()).hasToString("1/2/1");
    }

    @Test
    void takesOnlyAnInitialResponseWhenToldSo() throws Exception {
        imap.oneLineAuthOnly(true);

        try (WireClient client = WireClient.greeted(imap)) {
            assertThat(client.ask("t AUTHENTICATE XOAUTH2")).isEqualTo("t BAD Command Argument Error. 11");
            assertThat(client.imap("AUTHENTICATE XOAUTH2 " + GOOD)).startsWith("t OK ");
        }
    }

    @Test
    void refusesAsExchangeDoesAndLetsTheClientTryAgain() throws Exception {
        try (WireClient client = WireClient.greeted(imap)) {
            assertThat(client.imap("AUTHENTICATE XOAUTH2 " + BAD)).isEqualTo("t NO AUTHENTICATE failed.");
            assertThat(client.imap("AUTHENTICATE XOAUTH2 " + GOOD)).startsWith("t OK ");
        }
        assertThat(imap.counts()).hasToString("1/2/1");
    }

    @Test
    void refusesWithAChallengeAsGmailDoes() throws Exception {
        imap.refuseBy(Refusal.CHALLENGE).challenge("{\"status\":\"400\"}").refusalReply("NO [AUTHENTICATIONFAILED] no");

        try (WireClient client = WireClient.greeted(imap)) {
            assertThat(client.ask("t AUTHENTICATE XOAUTH2 " + BAD)).isEqualTo("+ " + base64("{\"status\":\"400\"}"));
            assertThat(client.ask("")).isEqualTo("t NO [AUTHENTICATIONFAILED] no");
            assertThat(client.imap("NOOP")).startsWith("t OK");
        }
        assertThat(imap.challengeAnswers()).containsExactly("");
        assertThat(imap.counts()).hasToString("1/1/1");
    }

    @Test
    void dropsTheConnectionOrFallsSilentInsteadOfRefusing() throws Exception {
        imap.refuseBy(Refusal.DROP);
        try (WireClient client = WireClient.greeted(imap)) {
            assertThat(client.imap("AUTHENTICATE XOAUTH2 " + BAD)).isEmpty();
        }
        imap.refuseBy(Refusal.HANG);
        try (WireClient client = WireClient.greeted(imap)) {
            client.socket().setSoTimeout(100);
            assertThatThrownBy(() -> client.imap("AUTHENTICATE XOAUTH2 " + BAD))
                    .isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(imap.counts()).hasToString("2/2/2");
    }

    @Test
    void answersTheCredentialAsScripted() throws Exception {
        imap.replyTo("AUTHENTICATE", "* OK patience\nNO [UNAVAILABLE] Try later");

        try (WireClient client = WireClient.greeted(imap)) {
            assertThat(client.ask("t AUTHENTICATE XOAUTH2")).isEqualTo("+ ");
            client.send(GOOD);
            assertThat(client.untilTagged()).isEqualTo("* OK patience\nt NO [UNAVAILABLE] Try later");
            imap.replyTo("AUTHENTICATE", "OK come in");
            assertThat(client.imap("AUTHENTICATE XOAUTH2 " + BAD)).isEqualTo("t OK come in");
            assertThat(client.imap("SELECT INBOX")).contains("t OK ");
        }
        assertThat(imap.counts()).hasToString("1/2/1");
    }

    @Test
    void countsPasswordsAsFailures() throws Exception {
        try (WireClient client = WireClient.greeted(imap)) {
            assertThat(client.imap("LOGIN me@contoso.com \"good\"")).isEqualTo("t NO LOGIN failed.");
            assertThat(client.imap("LOGIN me@contoso.com {4+}\r\ngood")).isEqualTo("t NO LOGIN failed.");
            assertThat(client.ask("t LOGIN {14}")).startsWith("+ ");
            assertThat(client.ask("me@contoso.com {4}")).startsWith("+ ");
            assertThat(client.ask("good")).isEqualTo("t NO LOGIN failed.");
            assertThat(client.imap("AUTHENTICATE PLAIN " + base64("\0me\0good")))
                    .isEqualTo("t NO AUTHENTICATE failed.");
            client.ask("t AUTHENTICATE LOGIN");
            client.ask(base64("me"));
            assertThat(client.ask(base64("good"))).isEqualTo("t NO AUTHENTICATE failed.");
        }
        assertThat(imap.counts()).hasToString("1/5/5");
        assertThat(imap.transcript()).contains("C: t LOGIN me@contoso.com \"good\"");
    }

    @Test
    void saysThatLoginIsDisabledAndCountsItAllTheSame() throws Exception {
        imap.mechanisms("XOAUTH2");

        try (WireClient client = WireClient.greeted(imap)) {
            assertThat(client.imap("CAPABILITY")).contains(" LOGINDISABLED ").doesNotContain("AUTH=PLAIN");
            assertThat(client.imap("LOGIN me good")).isEqualTo("t NO LOGIN failed.");
            assertThat(client.imap("AUTHENTICATE PLAIN " + base64("\0me\0good")))
                    .isEqualTo("t NO Unsupported authentication mechanism.");
        }
        assertThat(imap.counts()).hasToString("1/2/2");
    }

    @Test
    void takesNoCommandLongerThanTheLimit() throws Exception {
        imap.maximumCommandLine(40);

        try (WireClient client = WireClient.greeted(imap)) {
            assertThat(client.imap("AUTHENTICATE XOAUTH2 " + GOOD)).isEqualTo("t BAD Command line too long.");
            assertThat(client.imap("NOOP " + "x".repeat(40))).isEqualTo("t BAD Command line too long.");
            assertThat(client.imap("LOGIN me " + "x".repeat(40))).isEqualTo("t BAD Command line too long.");
            client.ask("t AUTHENTICATE XOAUTH2");
            assertThat(client.ask(GOOD)).startsWith("t OK ");
        }
        assertThat(imap.counts()).hasToString("1/3/2");
    }

    @Test
    void countsNoLoginWithoutAPassword() throws Exception {
        try (WireClient client = WireClient.greeted(imap)) {
            assertThat(client.imap("LOGIN me")).startsWith("t BAD");
        }
        assertThat(imap.counts()).hasToString("1/0/0");
    }

    @Test
    void letsTheClientCancel() throws Exception {
        try (WireClient client = WireClient.greeted(imap)) {
            client.ask("t AUTHENTICATE XOAUTH2");
            assertThat(client.ask("*")).isEqualTo("t BAD AUTHENTICATE cancelled.");
            assertThat(client.imap("AUTHENTICATE XOAUTH2 =")).isEqualTo("t BAD Command Argument Error. 12");
        }
        assertThat(imap.counts()).hasToString("1/1/1");
    }

    @Test
    void authenticatesAConnectionOnce() throws Exception {
        try (WireClient client = WireClient.greeted(imap)) {
            client.imap("AUTHENTICATE XOAUTH2 " + GOOD);
            assertThat(client.imap("AUTHENTICATE XOAUTH2 " + GOOD))
                    .isEqualTo("t BAD Command received in Invalid state.");
        }
    }

    @Test
    void acceptsTheTokenButDoesNotConnect() throws Exception {
        imap.authenticatedButNotConnected(true);

        try (WireClient client = WireClient.greeted(imap)) {
            assertThat(client.imap("NOOP")).startsWith("t OK");
            assertThat(client.imap("AUTHENTICATE XOAUTH2 " + GOOD)).startsWith("t OK ");
            for (String command : new String[] {"SELECT INBOX", "NOOP", "CAPABILITY", "LIST \"\" *"}) {
                assertThat(client.imap(command)).isEqualTo("t BAD User is authenticated but not connected.");
            }
            assertThat(client.imap("LOGOUT")).startsWith("* BYE ").contains("t OK LOGOUT");
        }
        assertThat(imap.counts()).hasToString("1/1/0");
    }

    @Test
    void greetsAsAuthenticated() throws Exception {
        imap.preauth(true);

        try (WireClient client = new WireClient(imap)) {
            assertThat(client.reply()).startsWith("* PREAUTH ");
            assertThat(client.imap("SELECT INBOX")).contains("t OK ");
        }
        assertThat(imap.counts()).hasToString("1/0/0");
    }
}
