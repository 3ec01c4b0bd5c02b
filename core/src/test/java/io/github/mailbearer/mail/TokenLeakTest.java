package io.github.mailbearer.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.testkit.AcceptedTokens;
import io.github.mailbearer.testkit.CapturedLogs;
import io.github.mailbearer.testkit.FakeMailServer;
import io.github.mailbearer.testkit.Refusal;
import io.github.mailbearer.testkit.SecretSearch;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With {@code mail.debug=true} and every logger at its most verbose, the token shows up nowhere. */
@Timeout(30)
class TokenLeakTest {

    private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.c2VjcmV0LWNsYWltcw.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg";

    private final ByteArrayOutputStream debug = new ByteArrayOutputStream();
    private final AcceptedTokens accepted = AcceptedTokens.of(TOKEN);
    private CapturedLogs logs;
    private FakeMailServer server;

    @BeforeEach
    void start() {
        server = FakeMailServer.smtp().tokens(accepted).start();
        logs = CapturedLogs.everything();
    }

    @AfterEach
    void stop() {
        logs.close();
        server.close();
    }

    private Session verbose(String token) {
        Session session = Mails.to(server, ScriptedTokens.always(token))
                .property("mail.debug", "true")
                .property("mail.smtp.timeout", "300")
                .build();
        session.setDebugOut(new PrintStream(debug, true, StandardCharsets.UTF_8));
        session.setDebug(true);
        return session;
    }

    private String everything() {
        return debug.toString(StandardCharsets.UTF_8) + logs.text();
    }

    private void assertNothingOf(String token) {
        assertThat(everything()).contains("DEBUG SMTP");
        assertThat(SecretSearch.of(token).in(everything())).isEmpty();
    }

    private void sendInVain(Session session) {
        try {
            Mails.send(session);
        } catch (MessagingException e) {
            logs.add(e);
            return;
        }
        throw new AssertionError("it was sent");
    }

    @Test
    void notWhenAllIsWell() throws Exception {
        Session session = verbose(TOKEN);
        Mails.send(session);
        try (Transport transport = session.getTransport()) {
            transport.connect();
            logs.add(new IllegalStateException(transport + " " + transport.getURLName() + session.getProperties()));
        }
        assertNothingOf(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void notWhenALongTokenTakesTwoSteps(boolean oneLineOnly) throws Exception {
        String token = TOKEN.repeat(40);
        accepted.only(token);
        server.oneLineAuthOnly(oneLineOnly);
        Mails.send(verbose(token));
        assertNothingOf(TOKEN);
    }

    @ParameterizedTest
    @EnumSource
    void notWhenItIsRefused(Refusal how) {
        accepted.only();
        server.refuseBy(how);
        sendInVain(verbose(TOKEN));
        assertNothingOf(TOKEN);
    }

    @Test
    void notWhenTheServerRepeatsIt() {
        accepted.only();
        String line = Base64.getEncoder()
                .encodeToString(("user=" + Mails.MAILBOX + "\u0001auth=Bearer " + TOKEN + "\u0001\u0001")
                        .getBytes(StandardCharsets.UTF_8));
        server.refusalReply("501 5.5.2 Syntax error in " + line);
        sendInVain(verbose(TOKEN));
        server.refuseBy(Refusal.CHALLENGE).challenge("{\"status\":\"400\",\"token\":\"" + TOKEN + "\"}");
        sendInVain(verbose(TOKEN));
        assertNothingOf(TOKEN);
    }

    @Test
    void theSearchWouldFindItInWhatPlainAngusPrintsWithDebugAuth() throws Exception {
        Properties properties = new Properties();
        properties.put("mail.smtp.ssl.socketFactory", server.clientContext().getSocketFactory());
        properties.setProperty("mail.smtp.auth.mechanisms", "XOAUTH2");
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.debug.auth", "true");
        Session session = Session.getInstance(properties);
        session.setDebugOut(new PrintStream(debug, true, StandardCharsets.UTF_8));
        session.setDebug(true);
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect(server.host(), server.port(), Mails.MAILBOX, TOKEN);
        }
        System.getLogger("io.github.mailbearer.mail").log(System.Logger.Level.TRACE, "planted-in-a-log");

        assertThat(SecretSearch.of(TOKEN).in(everything())).anyMatch(form -> form.startsWith("base64 at alignment"));
        assertThat(SecretSearch.of("planted-in-a-log").in(everything())).contains("raw");
    }
}
