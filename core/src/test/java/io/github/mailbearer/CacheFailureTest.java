package io.github.mailbearer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of callers while the source fails. */
class CacheFailureTest {

    private static final TokenRequest REQUEST = TokenRequest.of("a@contoso.com");
    private static final TokenUnavailableException DOWN = new TokenUnavailableException(
            "connection refused", "temporarily_unavailable", Map.of("status", "503"), null);
    private static final TokenRequestDeniedException DENIED =
            new TokenRequestDeniedException("wrong secret", "invalid_client", Map.of(), null);

    private final FakeClock clock = new FakeClock();
    private final FakeSource source = new FakeSource(clock);
    private final CachingTokenProvider cache = CachingTokenProvider.builder(source)
            .clock(clock)
            .executor(Runnable::run)
            .build();

    private String token() {
        return cache.getToken(REQUEST).value();
    }

    private TokenException failure() {
        return catchThrowableOfType(TokenException.class, this::token);
    }

    @Test
    void servesTheOldTokenWhileRefreshFails() {
        token();
        source.fail(DOWN);

        for (long second = 2_592; second < 3_600; second++) {
            clock.setTo(Duration.ofSeconds(second));
            assertThat(token()).isEqualTo("token-1");
        }
        assertThat(source.requests()).as("backed off to one a minute").isBetween(12, 40);
    }

    @Test
    void refreshesWithinOneStepAfterTheSourceHasReturned() {
        token();
        source.fail(DOWN);
        for (int second = 2_880; second < 3_540; second++) {
            clock.setTo(Duration.ofSeconds(second));
            token();
        }

        source.issue(Duration.ofHours(1));
        clock.advance(Duration.ofSeconds(60));
        token();

        assertThat(token()).isNotEqualTo("token-1");
    }

    @Test
    void servesTheOldTokenToItsRealEndWhenTheSourceFailsInsideTheMargin() {
        token();
        source.fail(DOWN);
        clock.setTo(Duration.ofMinutes(59));

        assertThat(token()).isEqualTo("token-1");
        assertThat(source.requests()).isEqualTo(2);
        clock.setTo(Duration.ofMinutes(60).minusMillis(1));
        assertThat(token()).isEqualTo("token-1");
        clock.setTo(Duration.ofMinutes(60));
        assertThat(failure()).isInstanceOf(TokenUnavailableException.class);
    }

    @Test
    void servesATokenThatLivesTooShortRatherThanNone() {
        token();
        source.fail(DENIED);
        TokenRequest longer = REQUEST.withMinimumValidity(Duration.ofHours(2));
        clock.setTo(Duration.ofMinutes(1));

        assertThat(cache.getToken(longer).value()).isEqualTo("token-1");
        assertThat(cache.getToken(longer).value()).isEqualTo("token-1");
        assertThat(source.requests()).isEqualTo(2);
    }

    @Test
    void givesEachCallerAnExceptionOfItsOwnWithTheOriginalAsItsCause() {
        source.fail(DOWN);

        TokenException first = failure();
        TokenException second = failure();

        assertThat(first).isNotSameAs(second).isNotSameAs(DOWN).hasCause(DOWN).hasMessage("connection refused");
        assertThat(second).isInstanceOf(TokenUnavailableException.class).hasCause(DOWN);
        assertThat(second.error()).contains("temporarily_unavailable");
        assertThat(second.details()).containsEntry("status", "503");
        assertThat(source.requests()).isEqualTo(1);
    }

    @Test
    void saysSinceWhenItFailsAndWhenTheNextTryIs() {
        source.fail(new TokenUnavailableException("busy", null, Map.of(), null, Duration.ofSeconds(40)));
        failure();
        clock.setTo(Duration.ofSeconds(10));

        TokenException repeated = failure();

        assertThat(repeated)
                .hasMessage("busy (so since 2026-01-01T00:00:00Z; the token provider is not asked again before"
                        + " 2026-01-01T00:00:40Z)");
        assertThat(((TokenUnavailableException) repeated).retryAfter()).contains(Duration.ofSeconds(30));
    }

    @Test
    void backsOffLongerWithEachFailure() {
        source.fail(DOWN);
        for (int second = 0; second < 600; second++) {
            clock.setTo(Duration.ofSeconds(second));
            assertThatThrownBy(this::token).isInstanceOf(TokenUnavailableException.class);
        }

        assertThat(source.requests())
                .as("6 tries in the first minute, then one a minute or so")
                .isBetween(12, 20);
    }

    @Test
    void beginsAgainWithShortRestsOnceTheSourceHasAnswered() {
        source.fail(DOWN);
        for (int second = 0; second < 300; second++) {
            clock.setTo(Duration.ofSeconds(second));
            failure();
        }
        source.issue(Duration.ofMinutes(10));
        clock.advance(Duration.ofSeconds(60));
        token();
        source.fail(DOWN);
        clock.advance(Duration.ofMinutes(10));
        failure();
        int before = source.requests();

        clock.advance(Duration.ofMillis(1_200));
        failure();

        assertThat(source.requests()).isEqualTo(before + 1);
    }

    @Test
    void leavesTheSourceAloneAsLongAsItAsks() {
        source.fail(new TokenUnavailableException("busy", null, Map.of(), null, Duration.ofMinutes(10)));
        failure();

        clock.setTo(Duration.ofMinutes(10).minusMillis(1));
        failure();
        assertThat(source.requests()).isEqualTo(1);
        clock.setTo(Duration.ofMinutes(10));
        failure();
        assertThat(source.requests()).isEqualTo(2);
    }

    @Test
    void doesNotLeaveItAloneForMoreThanAnHour() {
        source.fail(new TokenUnavailableException("busy", null, Map.of(), null, Duration.ofDays(10)));
        failure();
        source.issue(Duration.ofHours(1));

        clock.setTo(Duration.ofHours(1));
        assertThat(token()).isEqualTo("token-2");
    }

    @Test
    void remembersADenialLongerEachTime() {
        source.fail(DENIED);
        for (int second = 0; second < 30 + 60 + 120; second++) {
            clock.setTo(Duration.ofSeconds(second));
            assertThat(failure()).isInstanceOf(TokenRequestDeniedException.class);
        }

        assertThat(source.requests()).as("at 0, 30 and 90 seconds").isEqualTo(3);
    }

    @Test
    void remembersThatInteractionIsRequired() {
        source.fail(new InteractionRequiredException("sign in"));
        failure();
        clock.setTo(Duration.ofSeconds(29));

        assertThat(failure())
                .isInstanceOf(InteractionRequiredException.class)
                .hasMessageStartingWith("sign in (so since");
        assertThat(source.requests()).isEqualTo(1);
    }

    @Test
    void beginsAnewWhenTheKindOfFailureChanges() {
        source.fail(DENIED);
        failure();
        source.fail(DOWN);
        clock.setTo(Duration.ofSeconds(30));
        failure();
        clock.setTo(Duration.ofMillis(31_200));
        failure();

        assertThat(source.requests()).as("a second's rest after the change").isEqualTo(3);
    }

    @Test
    void servesTheHeldTokenAfterADenial() {
        token();
        source.fail(DENIED);
        clock.setTo(Duration.ofMinutes(50));

        assertThat(token()).isEqualTo("token-1");
        assertThat(token()).isEqualTo("token-1");
        assertThat(source.requests()).isEqualTo(2);
    }

    @Test
    void keepsTheFailuresOfKeysApart() {
        source.fail(DOWN);
        failure();
        source.issue(Duration.ofHours(1));

        assertThat(cache.getToken(TokenRequest.of("b@contoso.com")).value()).isEqualTo("token-2");
    }

    @Test
    void doesNotRestBecauseOfAClockThatWasSetBack() {
        source.fail(DENIED);
        failure();
        source.issue(Duration.ofHours(1));
        clock.setTo(Duration.ofHours(-1));

        assertThat(token()).isEqualTo("token-2");
    }

    @Test
    void takesAnyOtherExceptionForUnavailability() {
        source.fail(new IllegalStateException("boom with a secret"));

        TokenException failure = failure();

        assertThat(failure)
                .isInstanceOf(TokenUnavailableException.class)
                .hasMessage("the token provider io.github.mailbearer.FakeSource failed for a@contoso.com with"
                        + " java.lang.IllegalStateException: see the cause")
                .hasRootCauseMessage("boom with a secret");
        assertThat(failure()).isInstanceOf(TokenUnavailableException.class);
        assertThat(source.requests()).isEqualTo(1);
    }

    @Test
    void takesAnErrorForUnavailability() {
        source.behave((request, number) -> {
            throw new NoClassDefFoundError("com/acme/Missing");
        });

        assertThat(failure())
                .isInstanceOf(TokenUnavailableException.class)
                .hasRootCauseInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void takesACheckedExceptionInDisguiseForUnavailability() {
        source.behave((request, number) -> {
            throw new IOException("reset");
        });

        assertThat(failure()).isInstanceOf(TokenUnavailableException.class).hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void refusesNullFromTheSource() {
        source.behave((request, number) -> null);

        assertThat(failure())
                .isInstanceOf(TokenUnavailableException.class)
                .hasMessage(
                        "the token provider io.github.mailbearer.FakeSource answered null for a@contoso.com: it must"
                                + " return a token or throw a TokenException");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3_600, 1_000_000_000_000L})
    void refusesATokenThatHasEndedAndKeepsNothingOfIt(long secondsAgo) {
        Instant end = FakeClock.START.minusSeconds(secondsAgo);
        source.behave((request, number) -> AccessToken.of("ended", end));

        assertThat(failure())
                .isInstanceOf(TokenUnavailableException.class)
                .hasMessageContaining("FakeSource answered a token for a@contoso.com that ended at " + end)
                .hasMessageContaining("check the clock of this machine, and that expiresAt is the Instant")
                .hasMessageNotContaining("value");
        clock.setTo(Duration.ofSeconds(-1));
        source.fail(DOWN);
        assertThat(failure()).isNotNull();
    }

    @Test
    void refusesATokenThatEndsBeforeItCanBeHandedOn() {
        CachingTokenProvider slow = CachingTokenProvider.builder(source)
                .clock(clock)
                .executor(Runnable::run)
                .listener(new TokenListener() {
                    @Override
                    public void tokenAcquired(TokenRequest request, AccessToken token, Duration elapsed) {
                        clock.advance(Duration.ofSeconds(1));
                    }
                })
                .build();
        source.issue(Duration.ofSeconds(1));

        assertThatThrownBy(() -> slow.getToken(REQUEST))
                .isInstanceOf(TokenUnavailableException.class)
                .hasMessageContaining("that ended before it could be handed on, at 2026-01-01T00:00:01Z");
    }
}
