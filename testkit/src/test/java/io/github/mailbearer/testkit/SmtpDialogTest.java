package io.github.mailbearer.testkit;

import static io.github.mailbearer.testkit.WireClient.xoauth2;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the SMTP server says, line by line, apart from AUTH. */
@Timeout(20)
class SmtpDialogTest {

    private static final TestCertificates CERTIFICATES = TestCertificates.create();

    private final FakeMailServer smtp = FakeMailServer.smtp()
            .tokens(TokenCheck.anyOf("good"))
            .certificates(CERTIFICATES)
            .start();

    @AfterEach
    void close() {
        smtp.close();
    }

    private WireClient authenticated() throws IOException {
        WireClient client = WireClient.ready(smtp);
        assertThat(client.ask("AUTH XOAUTH2 " + xoauth2("me@contoso.com", "good")))
                .startsWith("235 ");
        return client;
    }

    @Test
    void offersAuthOnlyUnderTls() throws Exception {
        try (WireClient client = new WireClient(smtp)) {
            assertThat(client.reply()).startsWith("220 localhost ");
            assertThat(client.ask("EHLO client").lines())
                    .containsExactly(
                            "250-localhost Hello",
                            "250-SIZE 33554432",
                            "250-8BITMIME",
                            "250-ENHANCEDSTATUSCODES",
                            "250 STARTTLS");
            assertThat(client.ask("STARTTLS")).startsWith("220 ");
            client.startTls();
            assertThat(client.ask("EHLO client").lines())
                    .contains("250 AUTH LOGIN XOAUTH2")
                    .doesNotContain("250-STARTTLS", "250 STARTTLS");
            assertThat(client.ask("STARTTLS")).startsWith("502 ");
        }
    }

    @Test
    void refusesEverythingOfWeightBeforeTls() throws Exception {
        try (WireClient client = new WireClient(smtp)) {
            client.reply();
            client.ask("EHLO client");
            assertThat(client.ask("AUTH XOAUTH2")).isEqualTo("530 5.7.0 Must issue a STARTTLS command first");
            assertThat(smtp.counts()).hasToString("1/0/0");
            assertThat(client.ask("AUTH XOAUTH2 " + xoauth2("me@contoso.com", "good")))
                    .startsWith("530 5.7.0");
            assertThat(smtp.counts()).hasToString("1/1/1");
            assertThat(client.ask("MAIL FROM:<me@contoso.com>")).startsWith("530 5.7.0");
        }
    }

    @Test
    void wantsAuthenticationBeforeMail() throws Exception {
        try (WireClient client = WireClient.ready(smtp)) {
            assertThat(client.ask("MAIL FROM:<me@contoso.com>"))
                    .isEqualTo("530 5.7.57 Client not authenticated to send mail.");
        }
    }

    @Test
    void forgetsTheGreetingAtStartTls() throws Exception {
        try (WireClient client = new WireClient(smtp)) {
            client.reply();
            client.ask("EHLO client");
            client.ask("STARTTLS");
            client.startTls();

            assertThat(client.ask("AUTH XOAUTH2 " + xoauth2("me@contoso.com", "good")))
                    .startsWith("503 ");
        }
    }

    @Test
    void ignoresCommandsInjectedBeforeTls() throws Exception {
        try (WireClient client = new WireClient(smtp)) {
            client.reply();
            client.ask("EHLO client");
            client.send("STARTTLS\r\nNOOP");
            assertThat(client.reply()).startsWith("220 ");
            client.startTls();

            assertThat(client.ask("EHLO client")).startsWith("250-localhost Hello");
        }
        assertThat(smtp.transcript()).doesNotContain("C: NOOP");
    }

    @Test
    void offersAuthInTheClearOnceStartTlsIsStripped() throws Exception {
        smtp.advertiseStartTls(false);

        try (WireClient client = new WireClient(smtp)) {
            client.reply();
            assertThat(client.ask("EHLO client").lines())
                    .contains("250 AUTH LOGIN XOAUTH2")
                    .doesNotContain("250-STARTTLS", "250 STARTTLS");
            assertThat(client.ask("STARTTLS")).startsWith("502 ");
            assertThat(client.ask("AUTH XOAUTH2 " + xoauth2("me@contoso.com", "good")))
                    .startsWith("235 ");
        }
    }

    @Test
    void hasNoAuthLineWithoutMechanisms() throws Exception {
        smtp.mechanisms();

        try (WireClient client = WireClient.ready(smtp)) {
            assertThat(client.ask("EHLO client")).doesNotContain("AUTH");
        }
    }

    @Test
    void keepsEnvelopeAndContent() throws Exception {
        try (WireClient client = authenticated()) {
            client.ask("MAIL FROM:<me@contoso.com> SIZE=10");
            client.ask("rcpt to: <a@contoso.com>");
            client.ask("RCPT TO:<b@contoso.com>");
            client.ask("DATA");
            client.send("Subject: \351\r\n\r\n..\r\n...dots\r\nno dots\r\n.");
            assertThat(client.reply()).isEqualTo("250 2.0.0 OK");
        }
        assertThat(smtp.messages()).singleElement().satisfies(message -> {
            assertThat(message.sender()).isEqualTo("me@contoso.com");
            assertThat(message.recipients()).containsExactly("a@contoso.com", "b@contoso.com");
            assertThat(message.user()).isEqualTo("me@contoso.com");
            assertThat(message.bytes())
                    .isEqualTo("Subject: \351\r\n\r\n.\r\n..dots\r\nno dots\r\n"
                            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        });
    }

    @Test
    void keepsNoMessageLargerThanItsLimit() throws Exception {
        try (WireClient client = authenticated()) {
            client.ask("MAIL FROM:<me@contoso.com>");
            client.ask("RCPT TO:<a@contoso.com>");
            client.ask("DATA");
            String line = "x".repeat(1_000_000);
            for (int i = 0; i < 34; i++) {
                client.send(line);
            }
            assertThat(client.ask(".")).startsWith("552 5.3.4 ");
        }
        assertThat(smtp.messages()).isEmpty();
    }

    @Test
    void keepsNoMessageThatWasBrokenOff() throws Exception {
        try (WireClient client = authenticated()) {
            client.ask("MAIL FROM:<me@contoso.com>");
            client.ask("RCPT TO:<a@contoso.com>");
            client.ask("DATA");
            client.send("Subject: half");
        }
        smtp.awaitOpenConnections(0);
        assertThat(smtp.messages()).isEmpty();
    }

    @Test
    void wantsCommandsInOrder() throws Exception {
        try (WireClient client = authenticated()) {
            assertThat(client.ask("RCPT TO:<a@contoso.com>")).startsWith("503 ");
            assertThat(client.ask("DATA")).startsWith("503 ");
            assertThat(client.ask("MAIL me@contoso.com")).startsWith("501 ");
            assertThat(client.ask("MAIL FROM:<me@contoso.com>")).startsWith("250 ");
            assertThat(client.ask("MAIL FROM:<me@contoso.com>")).startsWith("503 ");
            assertThat(client.ask("RCPT a@contoso.com")).startsWith("501 ");
            assertThat(client.ask("DATA")).startsWith("503 ");
            assertThat(client.ask("RSET")).startsWith("250 ");
            assertThat(client.ask("RCPT TO:<a@contoso.com>")).startsWith("503 ");
            assertThat(client.ask("NOOP")).startsWith("250 ");
            assertThat(client.ask("TURN")).isEqualTo("500 5.5.1 Unrecognized command");
            assertThat(client.ask("HELO client")).isEqualTo("250 localhost Hello");
            assertThat(client.ask("QUIT")).startsWith("221 ");
            assertThat(client.reply()).isEmpty();
        }
    }

    @Test
    void takesNoCommandLongerThanTheLimit() throws Exception {
        smtp.maximumCommandLine(40);

        try (WireClient client = new WireClient(smtp)) {
            client.reply();
            assertThat(client.ask("NOOP " + "x".repeat(33))).startsWith("250 ");
            assertThat(client.ask("NOOP " + "x".repeat(34))).isEqualTo("500 5.5.2 Line too long");
        }
    }

    @Test
    void writesDownWhatBothSidesSaid() throws Exception {
        try (WireClient client = authenticated()) {
            client.ask("NOOP");
        }
        assertThat(smtp.transcript())
                .startsWith("S: 220 localhost Mailbearer testkit ESMTP", "C: EHLO client", "S: 250-localhost Hello")
                .containsSubsequence(List.of(
                        "C: AUTH XOAUTH2 " + xoauth2("me@contoso.com", "good"),
                        "S: 235 2.7.0 Authentication successful",
                        "C: NOOP",
                        "S: 250 2.0.0 OK"));
    }
}
