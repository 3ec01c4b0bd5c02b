package io.github.mailbearer.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.mail.MailProtocol;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where all is well, everything passes, by one sign-in. */
@Timeout(30)
class HealthyTest {

    @ParameterizedTest
    @EnumSource
    void everythingPasses(MailProtocol protocol) {
        try (Surroundings all = Surroundings.of(protocol)) {
            Report report = MailDoctor.of(all.healthy().build()).run();

            assertThat(report.checks())
                    .as(report.toString())
                    .noneMatch(check -> check.status() == Status.FAIL || check.status() == Status.WARN);
            assertThat(report.worst()).isEqualTo(Status.PASS);
            assertThat(report.firstFailure()).isEmpty();
            assertThat(all.server.counts().auths()).isEqualTo(1);
            assertThat(all.entra.tokenRequestCount()).isEqualTo(1);
            assertThat(all.server.messages()).isEmpty();
        }
    }

    @Test
    void skipsOnlyWhatTheProtocolHasNot() {
        try (Surroundings all = Surroundings.of(MailProtocol.SMTP)) {
            Report report = MailDoctor.of(all.healthy().build()).run();

            assertThat(skipped(report)).containsExactly("0g", "8e", "10", "13");
        }
        try (Surroundings all = Surroundings.of(MailProtocol.IMAP)) {
            Report report = MailDoctor.of(all.healthy().build()).run();

            assertThat(skipped(report)).containsExactly("0g", "8e", "11", "12", "13");
        }
    }

    @Test
    void tellsOfEachCheckAsItEnds() {
        try (Surroundings all = Surroundings.of(MailProtocol.SMTP)) {
            List<Check> told = new ArrayList<>();

            Report report = MailDoctor.of(all.healthy().build()).run(told::add);

            assertThat(told).isEqualTo(report.checks());
            assertThat(told).extracting(Check::id).startsWith("0a", "0b").endsWith("14", "15");
        }
    }

    @Test
    void sendsATestMailIfAsked() {
        try (Surroundings all = Surroundings.of(MailProtocol.SMTP)) {
            Report report = MailDoctor.of(
                            all.healthy().send("ops@contoso.com").showIds().build())
                    .run();

            assertThat(report.check("13").status()).as(report.toString()).isEqualTo(Status.PASS);
            assertThat(report.check("13").evidence()).containsKeys("Message-ID", "server reply");
            assertThat(all.server.messages()).singleElement().satisfies(message -> {
                assertThat(message.text()).contains("Subject: Mailbearer doctor, run " + report.runId());
            });
        }
    }

    private static List<String> skipped(Report report) {
        return report.checks().stream()
                .filter(check -> check.status() == Status.SKIP)
                .map(Check::id)
                .toList();
    }
}
