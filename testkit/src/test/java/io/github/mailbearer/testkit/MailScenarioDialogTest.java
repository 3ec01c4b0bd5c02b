package io.github.mailbearer.testkit;

import static io.github.mailbearer.testkit.Rehearsal.SENDER;
import static io.github.mailbearer.testkit.Rehearsal.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients hear when a scenario is played. */
@Timeout(20)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailScenarioDialogTest {

    /** Long enough for the scenarios that want short lines, and no JWT. */
    private static final String TOKEN = "good".repeat(1_200);

    private final FakeMailServer secured =
            FakeMailServer.smtp().tokens(TokenCheck.anyOf(TOKEN)).start();
    private final FakeMailServer smtp = FakeMailServer.smtp()
            .security(Security.CLEARTEXT)
            .tokens(TokenCheck.anyOf(TOKEN))
            .start();
    private final FakeMailServer imap = FakeMailServer.imap()
            .security(Security.CLEARTEXT)
            .tokens(TokenCheck.anyOf(TOKEN))
            .start();
    private final FakeMailServer pop3 = FakeMailServer.pop3()
            .security(Security.CLEARTEXT)
            .tokens(TokenCheck.anyOf(TOKEN))
            .start();

    @BeforeEach
    void beginAnew() {
        Stream.of(secured, smtp, imap, pop3).forEach(FakeMailServer::reset);
    }

    @AfterAll
    void close() {
        Stream.of(secured, smtp, imap, pop3).forEach(FakeMailServer::close);
    }

    static Stream<MailScenario> variants() {
        return MailScenario.all().stream()
                .flatMap(scenario -> Stream.of(scenario, scenario.withHostBlock(false)))
                .filter(scenario -> !scenario.replies().isEmpty())
                .flatMap(scenario -> scenario.variants().stream());
    }

    @ParameterizedTest
    @MethodSource("variants")
    void saysEachReplyToAClientThatCarriesOn(MailScenario variant) throws Exception {
        String reply = variant.replies().get(0);
        String protocol = variant.protocols().iterator().next();

        String heard = switch (protocol) {
            case "smtp" ->
                rehearsal((wantsTls(variant) ? secured : smtp).play(variant)).smtp(SENDER);
            case "imap" ->
                rehearsal(imap.play(variant)).imap((int) reply.lines().count());
            default -> rehearsal(pop3.play(variant)).pop3();
        };

        assertThat(heard).isEqualTo(reply.replace("{user}", USER).replace("{sender}", SENDER));
    }

    private static boolean wantsTls(MailScenario scenario) {
        return scenario.name().equals(MailScenario.tls10Only().name());
    }

    private static Rehearsal rehearsal(FakeMailServer server) {
        return new Rehearsal(server, USER, TOKEN);
    }

    @Test
    void letsEverybodyWorkWhenNothingIsWrong() throws Exception {
        smtp.play(MailScenario.tls10Only()).play(MailScenario.healthy());
        imap.play(MailScenario.mailboxNotOpen()).play(MailScenario.healthy());
        pop3.play(MailScenario.named("popRefused")).play(MailScenario.healthy());

        assertThat(rehearsal(smtp).smtp(SENDER)).isEmpty();
        assertThat(rehearsal(imap).imap(1)).isEmpty();
        assertThat(rehearsal(pop3).pop3()).isEmpty();
        assertThat(smtp.messages()).hasSize(1);
    }

    @Test
    void playsInPlaceOfWhatWasSetBefore() throws Exception {
        smtp.replyTo("MAIL", "550 5.1.0 No").play(MailScenario.securityDefaults());
        assertThat(rehearsal(smtp).smtp(SENDER)).startsWith("535 5.7.139 ");

        smtp.play(MailScenario.sendAsDenied());
        assertThat(rehearsal(smtp).smtp(SENDER)).startsWith("554 5.2.252 SendAsDenied; " + USER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sendAsDenied", "senderNotPermitted"})
    void letsEverybodySendInTheirOwnName(String name) throws Exception {
        smtp.play(MailScenario.named(name));

        assertThat(rehearsal(smtp).smtp(USER.toUpperCase(Locale.ROOT))).isEmpty();
        assertThat(smtp.messages()).hasSize(1);
    }

    @Test
    void looksAtTheHeaderFromToo() throws Exception {
        smtp.play(MailScenario.sendAsDenied());

        try (WireClient wire = WireClient.ready(smtp)) {
            wire.ask("AUTH XOAUTH2 " + WireClient.xoauth2(USER, TOKEN));
            wire.ask("MAIL FROM:<" + USER + ">");
            wire.ask("RCPT TO:<you@contoso.com>");
            wire.ask("DATA");
            assertThat(wire.ask("Subject: Hello\r\nFrom: \"Sales\" <" + SENDER + ">\r\n\r\nText\r\n."))
                    .startsWith("554 5.2.252 SendAsDenied; " + USER + " not allowed to send as " + SENDER + ";");
        }
    }

    @Test
    void tellsAClientThatDidNotSignInWhatExchangeTellsIt() throws Exception {
        secured.play(MailScenario.named("notAuthenticated").withHostBlock(false));

        try (WireClient client = WireClient.greeted(secured)) {
            assertThat(client.ask("EHLO client")).doesNotContain("AUTH");
            assertThat(client.ask("MAIL FROM:<" + USER + ">"))
                    .isEqualTo("530 5.7.57 Client not authenticated to send mail.");
        }
    }

    @Test
    void takesPasswordsForTheSameReply() throws Exception {
        smtp.play(MailScenario.named("basicAuthenticationDisabled").withHostBlock(false));

        try (WireClient client = WireClient.ready(smtp)) {
            client.ask("AUTH LOGIN");
            client.ask("YW5h");
            assertThat(client.ask("c2VjcmV0"))
                    .isEqualTo("535 5.7.139 Authentication unsuccessful, basic authentication is disabled.");
        }
    }

    @Test
    void closesTheConnectionWhereTheRealServerDoes() throws Exception {
        secured.play(MailScenario.tls10Only());
        try (WireClient client = new WireClient(secured)) {
            client.reply();
            assertThat(client.ask("EHLO client")).startsWith("250");
            client.ask("STARTTLS");
            client.startTls();
            assertThat(client.ask("EHLO client")).startsWith("421 4.7.66 ");
            assertThat(client.reply()).isEmpty();
        }

        smtp.play(MailScenario.named("connectionLost"));
        assertThatThrownBy(() -> new AngusClient(smtp).send(USER, TOKEN, "Text"))
                .isInstanceOf(MessagingException.class);
        assertThat(smtp.messages()).isEmpty();
    }

    @Test
    void offersNoTokensInAnyProtocol() throws Exception {
        MailScenario none = MailScenario.xoauth2NotOffered();

        try (WireClient client = WireClient.ready(smtp.play(none))) {
            assertThat(client.ask("EHLO client")).contains("AUTH LOGIN").doesNotContain("XOAUTH2");
        }
        try (WireClient client = WireClient.greeted(imap.play(none))) {
            assertThat(client.imap("CAPABILITY")).contains("AUTH=PLAIN").doesNotContain("XOAUTH2");
        }
        try (WireClient client = WireClient.greeted(pop3.play(none))) {
            assertThat(client.untilDot("CAPA")).contains("SASL PLAIN").doesNotContain("XOAUTH2");
        }
    }

    @Test
    void saysNothingInAnyProtocol() throws Exception {
        for (FakeMailServer server : new FakeMailServer[] {smtp, imap, pop3}) {
            server.play(MailScenario.named("silence"));
            try (WireClient client = new WireClient(server)) {
                client.socket().setSoTimeout(50);
                assertThatThrownBy(client::reply).isInstanceOf(SocketTimeoutException.class);
            }
        }
    }

    @Test
    void refusesToPlayWhatIsOfAnotherProtocol() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> imap.play(MailScenario.smtpAuthDisabledForTenant()))
                .withMessageContaining("smtpAuthDisabledForTenant")
                .withMessageContaining("smtp")
                .withMessageContaining("imap");
    }
}
