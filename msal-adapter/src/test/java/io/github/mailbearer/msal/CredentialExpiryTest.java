package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.Applications.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.mailbearer.TokenRequestDeniedException;
import io.github.mailbearer.msal.CredentialHealth.State;
import io.github.mailbearer.testkit.CapturedLogs;
import io.github.mailbearer.testkit.FakeEntra;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody hears in time that a secret or certificate ends. */
@Timeout(30)
class CredentialExpiryTest {

    private static final Instant END = Instant.parse("2027-01-31T12:00:00Z");

    private final BlockingQueue<CredentialHealth> announcements = new LinkedBlockingQueue<>();
    private static FakeEntra entra;

    private Instant now = END.minus(Duration.ofDays(60));

    @BeforeAll
    static void start() {
        entra = FakeEntra.start();
    }

    @BeforeEach
    void reset() {
        entra.reset();
    }

    @AfterAll
    static void stop() {
        entra.close();
    }

    private EntraApplication application(EntraCredential credential) {
        return Applications.of(entra)
                .credential(credential)
                .credentialListener((application, health) -> announcements.add(health))
                .build();
    }

    private MsalTokenProvider provider(EntraApplication application) {
        return MsalTokenProvider.clientCredentials(application, () -> now);
    }

    /** As many announcements as are expected, and those that came too many. */
    private List<CredentialHealth> heard(int expected) throws InterruptedException {
        List<CredentialHealth> heard = new ArrayList<>();
        for (int i = 0; i < expected; i++) {
            heard.add(assertThat(announcements.poll(10, TimeUnit.SECONDS))
                    .as("announcement %d", i + 1)
                    .isNotNull()
                    .actual());
        }
        announcements.drainTo(heard);
        return heard;
    }

    private EntraCredential endingSecret() {
        return EntraCredential.secret(entra.clientSecret(), END);
    }

    @Test
    void eachStageIsAnnouncedOnce() throws InterruptedException {
        MsalTokenProvider provider = provider(application(endingSecret()));
        for (int hours = 0; hours < 62 * 24; hours++) {
            if (hours % 12 == 0) {
                provider.getToken(REQUEST);
            }
            now = now.plus(Duration.ofHours(1));
        }

        assertThat(heard(5))
                .extracting(health -> health.daysLeft().orElseThrow() + " " + health.state())
                .containsExactlyInAnyOrder("30 EXPIRING", "14 EXPIRING", "7 EXPIRING", "1 EXPIRING", "0 EXPIRED");
    }

    @Test
    void whoeverStartsLateHearsOnlyTheStageThatIsReached() throws InterruptedException {
        now = END.minus(Duration.ofDays(3));
        MsalTokenProvider provider = provider(application(endingSecret()));
        provider.getToken(REQUEST);
        provider.getToken(REQUEST);

        assertThat(heard(1))
                .singleElement()
                .hasToString("CredentialHealth[EXPIRING, expiresAt=" + END + ", daysLeft=3]");
    }

    @Test
    void anExpiredSecretIsAnnouncedThoughEntraRefusesIt() throws InterruptedException {
        entra.replaceClientSecret("another");
        now = END.plusSeconds(1);
        MsalTokenProvider provider = provider(application(EntraCredential.secret("expired~one", END)));

        assertThatExceptionOfType(TokenRequestDeniedException.class).isThrownBy(() -> provider.getToken(REQUEST));
        assertThat(heard(1))
                .singleElement()
                .satisfies(health -> assertThat(health.state()).isEqualTo(State.EXPIRED));
    }

    @Test
    void theLogSaysItTooAndWithoutAListener() {
        now = END.minus(Duration.ofDays(7));
        MsalTokenProvider provider =
                provider(Applications.of(entra).credential(endingSecret()).build());

        try (CapturedLogs logs = CapturedLogs.everything()) {
            provider.getToken(REQUEST);
            assertThat(logs.text())
                    .contains("The credential of application " + entra.clientId())
                    .contains("ends at 2027-01-31T12:00:00Z: make a new one");
        }
    }

    @Test
    void aListenerThatThrowsBreaksNothing() throws Exception {
        now = END.minus(Duration.ofDays(7));
        CompletableFuture<Thread> listening = new CompletableFuture<>();
        EntraApplication application = Applications.of(entra)
                .credential(endingSecret())
                .credentialListener((any, health) -> {
                    listening.complete(Thread.currentThread());
                    throw new IllegalStateException("the pager is off");
                })
                .build();

        try (CapturedLogs logs = CapturedLogs.everything()) {
            provider(application).getToken(REQUEST);
            listening.get().join();
            assertThat(logs.text()).contains("A CredentialListener failed", "the pager is off");
        }
    }

    @Test
    void aCertificateKnowsItsEnd() throws InterruptedException {
        KeyPair pair = TestKeys.rsa();
        Instant end = Instant.ofEpochSecond(Instant.now().getEpochSecond()).plus(Duration.ofDays(10));
        var certificate = TestKeys.certificate(pair, end.minus(Duration.ofDays(90)), end);
        entra.registerCertificate(certificate);
        EntraApplication application = application(EntraCredential.certificate(pair.getPrivate(), certificate));
        now = Instant.now();

        assertThat(application.credentialHealth().expiresAt()).contains(end);
        assertThat(application.credentialHealth().state()).isEqualTo(State.EXPIRING);
        provider(application).getToken(REQUEST);
        assertThat(heard(1))
                .singleElement()
                .satisfies(health -> assertThat(health.daysLeft()).hasValue(9));
    }

    @Test
    void aListenerThatWaitsDoesNotHoldUpTheToken() {
        now = END.minus(Duration.ofDays(7));
        CountDownLatch tokenIsThere = new CountDownLatch(1);
        CompletableFuture<Boolean> inTime = new CompletableFuture<>();
        EntraApplication application = Applications.of(entra)
                .credential(endingSecret())
                .credentialListener((any, health) -> inTime.complete(isOpened(tokenIsThere)))
                .build();

        provider(application).getToken(REQUEST);
        tokenIsThere.countDown();

        assertThat(inTime).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(true);
    }

    private static boolean isOpened(CountDownLatch latch) {
        try {
            return latch.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Test
    void ofTwoCredentialsTheOneInUseCounts() throws InterruptedException {
        EntraCredential newer = EntraCredential.secret("not~known.yet", END.plus(Duration.ofDays(365)));
        EntraApplication application = application(EntraCredential.overlapping(newer, endingSecret()));
        now = END.minus(Duration.ofDays(7));

        assertThat(application.expiryWatch().health(now).state()).isEqualTo(State.OK);
        provider(application).getToken(REQUEST);
        assertThat(application.expiryWatch().health(now).state()).isEqualTo(State.EXPIRING);
        assertThat(heard(1)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "P31D, OK, 31",
        "P30DT1S, OK, 30",
        "P30D, EXPIRING, 30",
        "PT1S, EXPIRING, 0",
        "PT0S, EXPIRED, 0",
        "-P400D, EXPIRED, 0"
    })
    void healthFollowsFromTheTimeThatIsLeft(Duration left, State state, long days) {
        CredentialHealth health = application(endingSecret()).expiryWatch().health(END.minus(left));

        assertThat(health.state()).isEqualTo(state);
        assertThat(health.daysLeft()).hasValue(days);
        assertThat(health.expiresAt()).contains(END);
    }

    @Test
    void aSecretWithoutAnEndIsNotJudged() {
        CredentialHealth health =
                application(EntraCredential.secret(entra.clientSecret())).credentialHealth();

        assertThat(health).hasToString("CredentialHealth[UNKNOWN]");
        assertThat(health.expiresAt()).isEmpty();
        assertThat(health.daysLeft()).isEmpty();
    }

    @Test
    void theEndOfASecretIsNeededWhereItIsPromised() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.secret("right~one", null))
                .withMessageStartingWith("expiresAt is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.secret(" ", END))
                .withMessageStartingWith("secret is empty");
    }
}
