package io.github.mailbearer.doctor;

import static io.github.mailbearer.mail.MailProtocol.SMTP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.mail.MailPlatform;
import io.github.mailbearer.mail.MailServer;
import io.github.mailbearer.mail.TransportSecurity;
import io.github.mailbearer.testkit.FakeEntra;
import io.github.mailbearer.testkit.FakeMailServer;
import io.github.mailbearer.testkit.TokenCheck;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Elsewhere than at Microsoft 365 only that is looked at which is there. */
@Timeout(30)
class ProfilesTest {

    private static final AccessToken OPAQUE =
            AccessToken.of("an-opaque-token-of-nobody", Instant.now().plusSeconds(3600));

    @Test
    void gmailHasNoEntraAndNoExchange() {
        try (FakeMailServer server = opaque()) {
            Report report = run(settings(server).profile(Profile.GMAIL));

            assertThat(report.worst()).as(report.toString()).isEqualTo(Status.PASS);
            assertThat(skipped(report))
                    .contains("0a", "0b", "0c", "5", "6", "8a", "8b", "8c", "8d", "8e", "15")
                    .doesNotContain("1", "2", "3", "4", "7", "8f", "8g", "9", "11", "12");
        }
    }

    @Test
    void aServerOfOnesOwnIsAProfile() {
        try (FakeMailServer server = opaque()) {
            MailPlatform ours = MailPlatform.custom(
                    "ours", MailServer.of(SMTP, "localhost", server.port(), TransportSecurity.STARTTLS));

            Report report = run(DoctorSettings.builder()
                    .profile(Profile.custom(ours))
                    .mailbox("noreply@example.org")
                    .accessToken(OPAQUE)
                    .sslContext(server.clientContext()));

            assertThat(report.worst()).as(report.toString()).isEqualTo(Status.PASS);
        }
    }

    @Test
    void aTokenThatIsThereAlreadyIsNotRenewed() {
        try (FakeMailServer server = FakeMailServer.smtp()
                .certificates(Surroundings.CERTIFICATES)
                .tokens((protocol, user, token) -> false)
                .start()) {
            Report report = run(settings(server));

            assertThat(report.check("9").status()).as(report.toString()).isEqualTo(Status.FAIL);
            assertThat(server.counts().auths()).isEqualTo(1);
        }
    }

    @Test
    void aRefusedTokenIsRenewedOnce() {
        try (FakeEntra entra = FakeEntra.start();
                Surroundings all = Surroundings.of(entra, SMTP)) {
            all.server.refuseEverything(true);

            Report report = all.examine(all.healthy());

            assertThat(all.server.counts().auths()).isEqualTo(2);
            assertThat(all.entra.tokenRequestCount()).isEqualTo(2);
            assertThat(report.check("9").evidence()).containsEntry("sign-ins", "2");
        }
    }

    private static FakeMailServer opaque() {
        return FakeMailServer.smtp()
                .certificates(Surroundings.CERTIFICATES)
                .tokens(TokenCheck.anyOf(OPAQUE.value()))
                .start();
    }

    private static DoctorSettings.Builder settings(FakeMailServer server) {
        return DoctorSettings.builder()
                .server(MailServer.of(SMTP, "localhost", server.port(), TransportSecurity.STARTTLS))
                .allowHost("localhost")
                .mailbox("noreply@example.org")
                .accessToken(OPAQUE)
                .sslContext(server.clientContext());
    }

    private static Report run(DoctorSettings.Builder settings) {
        return MailDoctor.of(settings.build()).run();
    }

    private static List<String> skipped(Report report) {
        return report.checks().stream()
                .filter(check -> check.status() == Status.SKIP)
                .map(Check::id)
                .toList();
    }
}
