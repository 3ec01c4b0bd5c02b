package io.github.mailbearer.doctor;

import static io.github.mailbearer.mail.MailProtocol.SMTP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.msal.EntraCredential;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What works today and will not one day is told while there is time. */
@Timeout(30)
class LongevityTest {

    private static final Surroundings ALL = Surroundings.of(SMTP);

    @BeforeEach
    void reset() {
        ALL.reset();
    }

    @AfterAll
    static void close() {
        ALL.close();
    }

    @Test
    void warnsOfASecretThatEndsSoon() {
        Check check =
                ALL.examine(withSecretFor(Duration.ofDays(12).plusHours(1))).check("14");

        assertThat(check.status()).isEqualTo(Status.WARN);
        assertThat(check.summary()).contains("12 days");
        assertThat(check.advice()).asString().contains("Certificates & secrets");
    }

    @Test
    void isContentWithASecretThatLasts() {
        Check check = ALL.examine(withSecretFor(Duration.ofDays(300))).check("14");

        assertThat(check.status()).isEqualTo(Status.PASS);
        assertThat(check.evidence()).containsKey("credential ends");
    }

    @Test
    void tellsLimitsAndDatesWithTheDayOfTheirLookUp() {
        Check check = ALL.examine(ALL.healthy()).check("14");

        assertThat(check.evidence())
                .containsEntry("connections a mailbox may have at once", "3")
                .containsKey("Basic authentication")
                .containsKey("as of");
    }

    private static DoctorSettings.Builder withSecretFor(Duration time) {
        return ALL.anyTokens()
                .tenantId(ALL.entra.tenantId())
                .clientId(ALL.entra.clientId())
                .credential(EntraCredential.secret(
                        ALL.entra.clientSecret(), Instant.now().plus(time)));
    }
}
