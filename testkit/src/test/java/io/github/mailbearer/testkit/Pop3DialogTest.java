package io.github.mailbearer.testkit;

import static io.github.mailbearer.testkit.WireClient.base64;
import static io.github.mailbearer.testkit.WireClient.xoauth2;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the POP3 server says, line by line. */
@Timeout(20)
class Pop3DialogTest {

    private static final String USER = "me@contoso.com";
    private static final String GOOD = xoauth2(USER, "good");
    private static final String BAD = xoauth2(USER, "bad");

    private final FakeMailServer pop3 =
            FakeMailServer.pop3().tokens(TokenCheck.anyOf("good")).start();

    @AfterEach
    void close() {
        pop3.close();
    }

    private WireClient secure() throws IOException {
        WireClient client = WireClient.greeted(pop3);
        client.ask("STLS");
        client.startTls();
        return client;
    }

    private WireClient authenticated() throws IOException {
        WireClient client = secure();
        assertThat(client.ask("AUTH XOAUTH2 " + GOOD)).isEqualTo("+OK User successfully authenticated.");
        return client;
    }

    @Test
    void offersAuthOnlyUnderTls() throws Exception {
        try (WireClient client = new WireClient(pop3)) {
            assertThat(client.reply()).startsWith("+OK ");
            assertThat(client.untilDot("CAPA")).isEqualTo("+OK\nTOP\nUIDL\nRESP-CODES\nSTLS\n.");
            assertThat(client.ask("AUTH XOAUTH2 " + GOOD)).isEqualTo("-ERR Issue STLS first.");
            assertThat(client.ask("USER " + USER)).startsWith("-ERR");
            assertThat(client.ask("STAT")).startsWith("-ERR");
            assertThat(client.ask("STLS")).startsWith("+OK");
            client.startTls();
            assertThat(client.untilDot("CAPA")).isEqualTo("+OK\nTOP\nUIDL\nRESP-CODES\nUSER\nSASL PLAIN XOAUTH2\n.");
            assertThat(client.ask("STLS")).startsWith("-ERR");
        }
        assertThat(pop3.counts()).hasToString("1/1/1");
    }

    @Test
    void hasNoSaslWithoutMechanisms() throws Exception {
        pop3.mechanisms().advertiseStartTls(false);

        try (WireClient client = WireClient.greeted(pop3)) {
            assertThat(client.untilDot("CAPA")).doesNotContain("SASL", "USER", "STLS");
            assertThat(client.ask("AUTH XOAUTH2")).isEqualTo("-ERR Unrecognized authentication type");
        }
    }

    @Test
    void letsInWithOneLineOrTwo() throws Exception {
        authenticated().close();
        try (WireClient client = secure()) {
            assertThat(client.ask("AUTH XOAUTH2")).isEqualTo("+ ");
            assertThat(client.ask(GOOD)).startsWith("+OK");
            assertThat(client.ask("AUTH XOAUTH2")).isEqualTo("-ERR Command is not valid in this state.");
        }
        assertThat(pop3.counts()).hasToString("2/2/0");
    }

    @Test
    void closesOnAOneLineCredentialAsExchangeDoes() throws Exception {
        pop3.twoLineAuthOnly(true);

        try (WireClient client = secure()) {
            assertThat(client.ask("AUTH XOAUTH2 " + GOOD)).isEqualTo("-ERR Protocol error. Connection is closed. 10");
            assertThat(client.reply()).isEmpty();
        }
        try (WireClient client = secure()) {
            client.ask("AUTH XOAUTH2");
            assertThat(client.ask(GOOD)).startsWith("+OK");
        }
        assertThat(pop3.counts()).hasToString("2/2/1");
    }

    @Test
    void takesOnlyAOneLineCredentialWhenToldSo() throws Exception {
        pop3.oneLineAuthOnly(true).maximumCommandLine(200);

        try (WireClient client = secure()) {
            assertThat(client.ask("AUTH XOAUTH2")).isEqualTo("-ERR Syntax error");
            assertThat(client.ask("AUTH XOAUTH2 " + xoauth2(USER, "g".repeat(200))))
                    .isEqualTo("-ERR Line too long.");
            assertThat(client.ask("NOOP " + "x".repeat(200))).isEqualTo("-ERR Line too long.");
            assertThat(client.ask("AUTH XOAUTH2 " + GOOD)).startsWith("+OK");
        }
        assertThat(pop3.counts()).hasToString("1/2/1");
    }

    @Test
    void refusesInEveryWay() throws Exception {
        try (WireClient client = secure()) {
            assertThat(client.ask("AUTH XOAUTH2 " + BAD))
                    .isEqualTo("-ERR Authentication failure: unknown user name or bad password.");
            pop3.refuseBy(Refusal.CHALLENGE).challenge("{}").refusalReply("-ERR [AUTH] no");
            assertThat(client.ask("AUTH XOAUTH2 " + BAD)).isEqualTo("+ e30=");
            assertThat(client.ask("")).isEqualTo("-ERR [AUTH] no");
            pop3.refuseBy(Refusal.DROP);
            assertThat(client.ask("AUTH XOAUTH2 " + BAD)).isEmpty();
        }
        assertThat(pop3.challengeAnswers()).containsExactly("");
        assertThat(pop3.counts()).hasToString("1/3/3");
    }

    @Test
    void countsPasswordsAsFailures() throws Exception {
        try (WireClient client = secure()) {
            assertThat(client.ask("USER " + USER)).isEqualTo("+OK");
            assertThat(client.ask("PASS good")).isEqualTo("-ERR Logon failure: unknown user name or bad password.");
            assertThat(client.ask("AUTH PLAIN " + base64("\0me\0good"))).startsWith("-ERR Authentication failure");
            pop3.mechanisms("XOAUTH2");
            assertThat(client.ask("USER " + USER)).startsWith("-ERR");
            assertThat(client.ask("PASS good")).startsWith("-ERR");
        }
        assertThat(pop3.counts()).hasToString("1/3/3");
        assertThat(pop3.transcript()).contains("C: PASS good");
    }

    @Test
    void readsAndDeletes() throws Exception {
        pop3.deliver(USER, "Subject: 1\n\n.dot\n\nGr\u00fc\u00dfe");
        pop3.deliver(USER, "Subject: 2\n\nabc\n");

        try (WireClient client = authenticated()) {
            assertThat(client.ask("STAT")).isEqualTo("+OK 2 48");
            pop3.deliver(USER, "Subject: too late for this session\n\n");
            assertThat(client.untilDot("LIST")).isEqualTo("+OK\n1 29\n2 19\n.");
            assertThat(client.ask("LIST 2")).isEqualTo("+OK 2 19");
            assertThat(client.untilDot("UIDL")).isEqualTo("+OK\n1 testkit-1\n2 testkit-2\n.");
            assertThat(client.ask("UIDL 4")).isEqualTo("-ERR no such message");
            assertThat(client.untilDot("RETR 1"))
                    .isEqualTo("+OK 29 octets\nSubject: 1\n\n..dot\n\nGr\303\274\303\237e\n.");
            assertThat(client.untilDot("TOP 1 1")).isEqualTo("+OK 29 octets\nSubject: 1\n\n..dot\n.");
            assertThat(client.ask("DELE 1")).isEqualTo("+OK message deleted");
            assertThat(client.ask("RETR 1")).isEqualTo("-ERR no such message");
            assertThat(client.ask("RSET")).isEqualTo("+OK");
            assertThat(client.ask("DELE 2")).startsWith("+OK");
            assertThat(client.ask("DELE 0")).startsWith("-ERR");
            assertThat(client.ask("NOOP")).isEqualTo("+OK");
            assertThat(client.ask("XTND")).startsWith("-ERR");
            assertThat(client.ask("QUIT")).startsWith("+OK");
            assertThat(client.reply()).isEmpty();
        }
        try (WireClient client = authenticated()) {
            assertThat(client.untilDot("UIDL")).isEqualTo("+OK\n1 testkit-1\n2 testkit-3\n.");
            client.ask("DELE 1");
        }
        try (WireClient client = authenticated()) {
            assertThat(client.ask("STAT")).startsWith("+OK 2 ");
        }
    }

    @Test
    void repliesAsScripted() throws Exception {
        pop3.deliver(USER, "Subject: 1\n\nx\n");

        pop3.replyTo("AUTH", "-ERR [SYS/TEMP] Try later");
        try (WireClient client = secure()) {
            assertThat(client.ask("AUTH XOAUTH2 " + GOOD)).isEqualTo("-ERR [SYS/TEMP] Try later");
            pop3.clearReplies().replyTo("RETR", "-ERR broken").replyTo("STAT", "+OK 7 7");
            client.ask("AUTH XOAUTH2 " + GOOD);
            assertThat(client.ask("RETR 1")).isEqualTo("-ERR broken");
            assertThat(client.ask("STAT")).isEqualTo("+OK 7 7");
            pop3.dropAt("NOOP");
            assertThat(client.ask("NOOP")).isEmpty();
        }
        assertThat(pop3.counts()).hasToString("1/2/1");
    }
}
