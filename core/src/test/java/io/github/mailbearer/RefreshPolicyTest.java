package io.github.mailbearer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshPolicyTest {

    private static final long RECEIVED = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final RefreshPolicy POLICY =
            new RefreshPolicy(Duration.ofMinutes(2), Duration.ofSeconds(30), Duration.ofSeconds(30));

    private static long after(Duration time) {
        return RECEIVED + time.toMillis();
    }

    @Test
    void endsFreshnessAtTheTimeOfTheIdentityProviderOrUpToATenthEarlier() {
        Instant refreshAt = Instant.ofEpochMilli(after(Duration.ofMinutes(30)));
        long expiresAt = after(Duration.ofHours(1));

        assertThat(POLICY.freshUntil(RECEIVED, refreshAt, expiresAt, 0)).isEqualTo(after(Duration.ofMinutes(30)));
        assertThat(POLICY.freshUntil(RECEIVED, refreshAt, expiresAt, 1)).isEqualTo(after(Duration.ofMinutes(27)));
    }

    @Test
    void endsFreshnessAfterFourFifthsOfTheLifeIfTheIdentityProviderDoesNotSay() {
        long expiresAt = after(Duration.ofMinutes(60));

        assertThat(POLICY.freshUntil(RECEIVED, null, expiresAt, 0)).isEqualTo(after(Duration.ofMinutes(48)));
        assertThat(POLICY.freshUntil(RECEIVED, null, expiresAt, 0.5)).isEqualTo(after(Duration.ofSeconds(2736)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 30, 60, 300, 480, 600, 3_600, 86_400})
    void leavesTimeForARefreshInTheBackgroundHoweverShortTheLife(long seconds) {
        long expiresAt = after(Duration.ofSeconds(seconds));
        long usable = POLICY.usableUntil(RECEIVED, expiresAt);

        for (Instant refreshAt : new Instant[] {null, Instant.ofEpochMilli(expiresAt)}) {
            long fresh = POLICY.freshUntil(RECEIVED, refreshAt, expiresAt, 0);
            assertThat(fresh).isGreaterThan(RECEIVED).isLessThan(usable);
            assertThat(usable).isLessThan(expiresAt);
        }
    }

    @Test
    void isNotFreshAtAllIfItShouldHaveBeenReplacedBefore() {
        Instant refreshAt = Instant.ofEpochMilli(RECEIVED - 1);

        assertThat(POLICY.freshUntil(RECEIVED, refreshAt, after(Duration.ofHours(1)), 0.5))
                .isEqualTo(RECEIVED);
    }

    @ParameterizedTest
    @CsvSource({"3600, 3480", "480, 360", "60, 45", "4, 3"})
    void keepsTheMarginButOfAShortLifeAQuarterAtMost(long lifetime, long usable) {
        assertThat(POLICY.usableUntil(RECEIVED, after(Duration.ofSeconds(lifetime))))
                .isEqualTo(after(Duration.ofSeconds(usable)));
    }

    @Test
    void copesWithTokensThatNeverEnd() {
        long never = RefreshPolicy.millis(Instant.MAX);

        assertThat(never).isGreaterThan(RECEIVED);
        assertThat(POLICY.usableUntil(RECEIVED, never)).isBetween(RECEIVED, never);
        assertThat(POLICY.freshUntil(RECEIVED, null, never, 1)).isBetween(RECEIVED + 1, never);
        assertThat(POLICY.freshUntil(RECEIVED, Instant.MAX, never, 0)).isBetween(RECEIVED + 1, never);
        assertThat(RefreshPolicy.millis(Instant.MIN)).isNegative();
    }

    @Test
    void readsInstantsToTheMillisecond() {
        Instant instant = Instant.parse("2026-01-01T00:00:00.123999Z");

        assertThat(RefreshPolicy.millis(instant)).isEqualTo(instant.toEpochMilli());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "6, 32", "7, 60", "8, 60", "1000, 60", "2147483647, 60"})
    void restsLongerWithEachFailureUpToAMinute(int failures, long seconds) {
        TokenException failure = new TokenUnavailableException("down");

        assertThat(POLICY.rest(failure, failures, 0.5)).isEqualTo(seconds * 1_000);
    }

    @Test
    void restsAFifthMoreOrLessByChanceButNeverOverAMinute() {
        TokenException failure = new TokenUnavailableException("down");

        assertThat(POLICY.rest(failure, 2, 0)).isEqualTo(1_600);
        assertThat(POLICY.rest(failure, 2, 1)).isEqualTo(2_400);
        assertThat(POLICY.rest(failure, 9, 1)).isEqualTo(60_000);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "17, 17", "3600, 3600", "3601, 3600", "9223372036854775807, 3600"})
    void restsAsLongAsAskedUpToAnHour(long asked, long seconds) {
        TokenException failure = new TokenUnavailableException("busy", null, Map.of(), null, Duration.ofSeconds(asked));

        assertThat(POLICY.rest(failure, 1, 0.5)).isEqualTo(seconds * 1_000);
    }

    @ParameterizedTest
    @CsvSource({"1, 30", "2, 60", "4, 240", "5, 300", "99, 300"})
    void remembersDenialsLongerEachTimeUpToFiveMinutes(int failures, long seconds) {
        assertThat(POLICY.rest(new TokenRequestDeniedException("no"), failures, 1))
                .isEqualTo(seconds * 1_000);
        assertThat(POLICY.rest(new InteractionRequiredException("no"), failures, 0))
                .isEqualTo(seconds * 1_000);
    }

    @Test
    void remembersDenialsAsLongAsSetIfThatIsLonger() {
        RefreshPolicy patient = new RefreshPolicy(Duration.ZERO, Duration.ZERO, Duration.ofDays(1));

        assertThat(patient.rest(new TokenRequestDeniedException("no"), 50, 0)).isEqualTo(86_400_000);
    }

    @Test
    void forgetsASpanWhenTheClockIsSetBackBeforeIt() {
        assertThat(RefreshPolicy.within(10, 9, 20)).isFalse();
        assertThat(RefreshPolicy.within(10, 10, 20)).isTrue();
        assertThat(RefreshPolicy.within(10, 19, 20)).isTrue();
        assertThat(RefreshPolicy.within(10, 20, 20)).isFalse();
    }
}
