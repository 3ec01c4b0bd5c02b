package io.github.mailbearer.doctor;

import static io.github.mailbearer.mail.MailProtocol.IMAP;
import static io.github.mailbearer.mail.MailProtocol.SMTP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.testkit.EntraReply;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that falls silent holds no check up for longer than is agreed, and the report says what was waited for. */
@Timeout(30)
class SilenceTest {

    private static final Duration LIMIT = Duration.ofMillis(1200);
    private static final Surroundings ALL = Surroundings.of(SMTP);

    /** What takes long the first time would be taken for silence. */
    @BeforeAll
    static void loadClasses() {
        ALL.examine(ALL.healthy().send("ops@contoso.com"));
    }

    @BeforeEach
    void reset() {
        ALL.reset();
    }

    @AfterAll
    static void close() {
        ALL.close();
    }

    @Test
    void atTheGreeting() throws IOException {
        try (Pretender silent = Pretender.saying("")) {
            Check failed = silenceAt(ALL.healthy().server(ALL.at(silent.port())), "3");

            assertThat(failed.evidence().get("exception")).contains("did not send a greeting");
        }
    }

    @Test
    void atTheHandshake() {
        ALL.server.hangAt("STARTTLS");

        silenceAt(ALL.healthy(), "3");
    }

    @Test
    void atTheDiscoveryDocument() throws IOException {
        try (Pretender silent = Pretender.saying("")) {
            silenceAt(ALL.healthy().loopbackEndpoint(silent.uri()), "5");
        }
    }

    @Test
    void atTheToken() {
        ALL.entra.answerAlways(EntraReply.hang());

        silenceAt(ALL.healthy(), "7");
    }

    @Test
    void atTheSignIn() {
        ALL.server.hangAt("AUTH");

        silenceAt(ALL.healthy(), "9");
    }

    @Test
    void atTheMailbox() {
        try (Surroundings imap = Surroundings.of(IMAP)) {
            imap.server.hangAt("EXAMINE");

            imap.firstFailure(hurried(imap.healthy()), "10");
        }
    }

    @Test
    void atTheSender() {
        ALL.server.hangAt("MAIL");

        silenceAt(ALL.healthy(), "11");
    }

    @Test
    void atTheTestMail() {
        ALL.server.hangAt(".");

        silenceAt(ALL.healthy().send("ops@contoso.com"), "13");
    }

    @Test
    void atTheFarewell() {
        ALL.server.hangAt("QUIT");

        Report report = ALL.examine(hurried(ALL.healthy()));

        assertThat(report.firstFailure()).as(report.toString()).isEmpty();
    }

    @Test
    void aFloodIsNoAnswer() throws IOException {
        try (Pretender flood = Pretender.saying("x".repeat(100_000))) {
            Check failed = ALL.firstFailure(hurried(ALL.healthy().server(ALL.at(flood.port()))), "3");

            assertThat(failed.evidence().get("exception")).contains("another protocol");
        }
    }

    private static Check silenceAt(DoctorSettings.Builder settings, String id) {
        Check failed = ALL.firstFailure(hurried(settings), id);
        assertThat(failed.duration()).isLessThan(LIMIT.multipliedBy(3));
        assertThat(failed.evidence().keySet()).containsAnyOf("exception", "waited for");
        return failed;
    }

    private static DoctorSettings.Builder hurried(DoctorSettings.Builder settings) {
        return settings.limits(LIMIT, Duration.ofSeconds(20));
    }
}
