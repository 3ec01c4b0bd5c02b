package io.github.mailbearer.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.mail.Trial.Step;
import io.github.mailbearer.mail.Trial.Way;
import io.github.mailbearer.testkit.CapturedLogs;
import io.github.mailbearer.testkit.Refusal;
import io.github.mailbearer.testkit.SecretSearch;
import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** As {@link TokenLeakTest}, for those who read: the token shows up nowhere, and debug output is what it was otherwise. */
@Timeout(30)
class StoreLeakTest {

    private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.c2VjcmV0LWNsYWltcw.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg-";

    private final ByteArrayOutputStream debug = new ByteArrayOutputStream();
    private CapturedLogs logs;

    @BeforeEach
    void listen() {
        logs = CapturedLogs.everything();
    }

    @AfterEach
    void stop() {
        logs.close();
    }

    private Trial trial(MailProtocol protocol, boolean verbose) {
        Trial trial = Trial.ours(protocol, TransportSecurity.STARTTLS, new HourlyTokens(TOKEN), builder -> builder);
        trial.session.setDebugOut(new PrintStream(debug, true, StandardCharsets.UTF_8));
        trial.session.setDebug(verbose);
        return trial;
    }

    private String printed() {
        return debug.toString(StandardCharsets.UTF_8);
    }

    private void assertNothingOfTheToken() {
        assertThat(SecretSearch.of(TOKEN).in(printed() + logs.text())).isEmpty();
    }

    /** Names of the enum, without SMTP. */
    @ParameterizedTest
    @EnumSource(names = {"IMAP", "POP3"})
    void notWhenAllIsWell(MailProtocol protocol) throws Exception {
        try (Trial trial = trial(protocol, true)) {
            for (Step step : FaultCell.Occasion.REOPEN.before()) {
                step.on(trial);
            }
            trial.revoke();
            trial.openAndClose();
            trial.rollOver();
            trial.openAndClose();
            trial.disconnect();
            logs.add(trial.session.getProperties());
        }
        assertThat(printed()).contains("DEBUG " + protocol, "XOAUTH2 command trace suppressed");
        assertNothingOfTheToken();
    }

    @ParameterizedTest
    @CsvSource({
        "IMAP, DIRECT", "IMAP, CHALLENGE", "IMAP, DROP", "IMAP, HANG",
        "POP3, DIRECT", "POP3, CHALLENGE", "POP3, DROP", "POP3, HANG"
    })
    void notWhenItIsRefused(MailProtocol protocol, Refusal how) {
        try (Trial trial = trial(protocol, true)) {
            trial.answerWithin(300);
            trial.server.refuseBy(how).refuseEverything(true);
            connectInVain(trial);
        }
        assertThat(printed()).contains("DEBUG " + protocol);
        assertNothingOfTheToken();
    }

    /** Angus' POP3 gives the server's words to {@code java.util.logging} too, at FINEST, where they stay as they are. */
    @ParameterizedTest
    @EnumSource(names = {"IMAP", "POP3"})
    void notInDebugOutputOrExceptionsWhenTheServerRepeatsIt(MailProtocol protocol) {
        logs.close();
        String blob = Base64.getEncoder()
                .encodeToString(("user=" + Mails.MAILBOX + "\u0001auth=Bearer " + TOKEN + "1\u0001\u0001")
                        .getBytes(StandardCharsets.UTF_8));
        try (Trial trial = trial(protocol, true)) {
            trial.server
                    .refuseEverything(true)
                    .refusalReply(
                            (protocol == MailProtocol.IMAP ? "NO " : "-ERR ") + "Who is " + TOKEN + "1 in " + blob);
            connectInVain(trial);
            trial.server.refuseBy(Refusal.CHALLENGE).challenge("{\"status\":\"400\",\"token\":\"" + TOKEN + "1\"}");
            connectInVain(trial);
        }
        assertThat(logs.text()).contains("Who is [token]1 in [token]", "\"token\":\"[token]1\"");
        assertNothingOfTheToken();
    }

    private void connectInVain(Trial trial) {
        try {
            trial.connect();
        } catch (MessagingException e) {
            logs.add(e);
            return;
        }
        throw new AssertionError("it was let in");
    }

    @ParameterizedTest
    @EnumSource(names = {"IMAP", "POP3"})
    void withoutDebugNothingIsPrinted(MailProtocol protocol) throws Exception {
        try (Trial trial = trial(protocol, false)) {
            trial.connect();
            trial.openAndClose();
            trial.server.refuseEverything(true);
            connectInVain(trial);
        }
        assertThat(printed()).isEmpty();
    }

    /** Each line of plain Angus' debug output on the way to the inbox, ports aside, is in ours too. */
    @ParameterizedTest
    @EnumSource(names = {"IMAP", "POP3"})
    void withDebugTheOrdinaryLinesArePrinted(MailProtocol protocol) throws Exception {
        try (Trial plain = Trial.of(protocol, Way.NAIVE)) {
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            plain.session.setDebugOut(new PrintStream(expected, true, StandardCharsets.UTF_8));
            plain.session.setDebug(true);
            plain.connect();
            plain.openAndClose();
            try (Trial ours = trial(protocol, true)) {
                ours.connect();
                ours.openAndClose();
            }
            assertThat(printed().lines().map(StoreLeakTest::withoutTag))
                    .containsAll(expected.toString(StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> line.matches("[SC]: .*|[*] .*|A\\d+ .*|[+-].*"))
                            .map(StoreLeakTest::withoutTag)
                            .toList());
        }
    }

    private static String withoutTag(String line) {
        return line.replaceFirst("^A\\d+ ", "");
    }
}
