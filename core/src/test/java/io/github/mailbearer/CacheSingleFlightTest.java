package io.github.mailbearer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many callers, one request. */
@Timeout(30)
class CacheSingleFlightTest {

    private static final TokenRequest REQUEST = TokenRequest.of("a@contoso.com");
    private static final int CALLERS = 1_000;

    private final FakeClock clock = new FakeClock();
    private final FakeSource source = new FakeSource(clock);
    private final Gate gate = new Gate();
    private final CachingTokenProvider cache =
            CachingTokenProvider.builder(source).clock(clock).build();

    @AfterEach
    void close() {
        gate.open();
        cache.close();
    }

    private void closeTheGate() {
        source.behave((request, number) -> {
            gate.pass();
            return source.lasting(Duration.ofHours(1)).answer(request, number);
        });
    }

    private Set<String> values(Crowd<AccessToken> crowd) throws Exception {
        Set<String> values = new HashSet<>();
        crowd.answers().forEach(token -> values.add(token.value()));
        return values;
    }

    @Test
    void aThousandCallersOfAColdCacheShareOneRequest() throws Exception {
        closeTheGate();
        Crowd<AccessToken> crowd = Crowd.of(CALLERS, () -> cache.getToken(REQUEST));
        gate.awaitArrivals(1);
        crowd.awaitParked();
        gate.open();

        assertThat(values(crowd)).containsExactly("token-1");
        assertThat(source.requests()).isEqualTo(1);
        assertThat(cache.stats().missCount()).isEqualTo(CALLERS);
    }

    @Test
    void aThousandCallersAtExpiryShareOneRequest() throws Exception {
        cache.getToken(REQUEST);
        clock.setTo(Duration.ofHours(1));
        closeTheGate();
        Crowd<AccessToken> crowd = Crowd.of(CALLERS, () -> cache.getToken(REQUEST));
        gate.awaitArrivals(1);
        crowd.awaitParked();
        gate.open();

        assertThat(values(crowd)).containsExactly("token-2");
        assertThat(source.requests()).isEqualTo(2);
    }

    @Test
    void aThousandCallersAfterARejectionShareOneRequest() throws Exception {
        AccessToken refused = cache.getToken(REQUEST);
        closeTheGate();
        Crowd<AccessToken> crowd = Crowd.of(CALLERS, () -> cache.renewToken(REQUEST, refused));
        gate.awaitArrivals(1);
        crowd.awaitParked();
        gate.open();

        assertThat(values(crowd)).containsExactly("token-2");
        assertThat(source.requests()).isEqualTo(2);
        assertThat(source.renewals()).isEqualTo(1);
        assertThat(cache.stats().rejectionCount()).isEqualTo(CALLERS);
    }

    @Test
    void noneOfThoseWithAValidTokenWaitsForASlowSource() throws Exception {
        cache.getToken(REQUEST);
        clock.setTo(Duration.ofMinutes(50));
        closeTheGate();

        Crowd<AccessToken> crowd = Crowd.of(32, () -> cache.getToken(REQUEST));

        assertThat(values(crowd)).as("answered with the gate closed").containsExactly("token-1");
        gate.awaitArrivals(1);
        assertThat(source.requests()).isEqualTo(2);
    }

    @Test
    void aRefusedTokenIsNotHandedOutWhileItIsBeingReplaced() throws Exception {
        AccessToken refused = cache.getToken(REQUEST);
        closeTheGate();
        Crowd<AccessToken> renewing = Crowd.of(1, () -> cache.renewToken(REQUEST, refused));
        gate.awaitArrivals(1);
        Crowd<AccessToken> getting = Crowd.of(8, () -> cache.getToken(REQUEST));
        getting.awaitParked();
        gate.open();

        assertThat(values(getting)).containsExactly("token-2");
        assertThat(renewing.answer().value()).isEqualTo("token-2");
        assertThat(source.requests()).isEqualTo(2);
    }

    @Test
    void aRefusedTokenIsHandedOutAgainIfItCannotBeReplaced() throws Exception {
        AccessToken refused = cache.getToken(REQUEST);
        source.behave((request, number) -> {
            gate.pass();
            throw new TokenUnavailableException("down");
        });
        Crowd<AccessToken> renewing = Crowd.of(1, () -> cache.renewToken(REQUEST, refused));
        gate.awaitArrivals(1);
        Crowd<AccessToken> getting = Crowd.of(8, () -> cache.getToken(REQUEST));
        getting.awaitParked();
        gate.open();

        assertThat(values(getting)).containsExactly("token-1");
        assertThat(renewing.failures()).singleElement().isInstanceOf(TokenUnavailableException.class);
    }

    @Test
    void aRenewalJoinsTheRefreshThatIsUnderWay() throws Exception {
        AccessToken refused = cache.getToken(REQUEST);
        clock.setTo(Duration.ofMinutes(50));
        closeTheGate();
        cache.getToken(REQUEST);
        gate.awaitArrivals(1);

        Crowd<AccessToken> renewing = Crowd.of(8, () -> cache.renewToken(REQUEST, refused));
        renewing.awaitParked();
        gate.open();

        assertThat(values(renewing)).containsExactly("token-2");
        assertThat(source.renewals()).isZero();
    }

    @Test
    void aRenewalFollowsARefreshThatBroughtTheRefusedTokenAgain() throws Exception {
        AccessToken refused = cache.getToken(REQUEST);
        clock.setTo(Duration.ofMinutes(50));
        source.behave((request, number) -> {
            gate.pass();
            return number == 2 ? refused : source.lasting(Duration.ofHours(1)).answer(request, number);
        });
        cache.getToken(REQUEST);
        gate.awaitArrivals(1);

        Crowd<AccessToken> renewing = Crowd.of(8, () -> cache.renewToken(REQUEST, refused));
        renewing.awaitParked();
        gate.open();

        assertThat(values(renewing)).containsExactly("token-3");
        assertThat(source.requests()).isEqualTo(3);
        assertThat(source.renewals()).isEqualTo(1);
    }

    @Test
    void eachOfManyCallersFailsWithAnExceptionOfItsOwn() throws Exception {
        TokenRequestDeniedException denied = new TokenRequestDeniedException("no");
        source.behave((request, number) -> {
            gate.pass();
            throw denied;
        });
        Crowd<AccessToken> crowd = Crowd.of(20, () -> cache.getToken(REQUEST));
        gate.awaitArrivals(1);
        crowd.awaitParked();
        gate.open();

        List<Throwable> failures = crowd.failures();
        Set<Throwable> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
        distinct.addAll(failures);
        assertThat(distinct)
                .hasSize(20)
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(TokenRequestDeniedException.class)
                        .hasMessage("no")
                        .hasCause(denied));
        assertThat(source.requests()).isEqualTo(1);
    }

    @Test
    void aCallerBetweenWhoseLookAndActAnotherWasServedLooksAgain() {
        AtomicInteger readings = new AtomicInteger();
        CachingTokenProvider[] cache = new CachingTokenProvider[1];
        InstantSource interrupted = () -> {
            if (readings.incrementAndGet() == 3) { // the first is of the constructor, the second of the look for a hit
                cache[0].getToken(REQUEST);
            }
            return clock.instant();
        };
        cache[0] = CachingTokenProvider.builder(source)
                .clock(interrupted)
                .executor(Runnable::run)
                .build();

        assertThat(cache[0].getToken(REQUEST).value()).isEqualTo("token-1");
        assertThat(source.requests()).isEqualTo(1);
    }

    @Test
    void evictionDuringARequestLeadsToNoSecondOne() throws Exception {
        try (CachingTokenProvider small =
                CachingTokenProvider.builder(source).clock(clock).maximumSize(1).build()) {
            small.getToken(REQUEST);
            clock.setTo(Duration.ofHours(1));
            source.behave((request, number) -> {
                if (request.equals(REQUEST)) {
                    gate.pass();
                }
                return source.lasting(Duration.ofHours(1)).answer(request, number);
            });
            Crowd<AccessToken> before = Crowd.of(4, () -> small.getToken(REQUEST));
            gate.awaitArrivals(1);
            for (int i = 0; i < 100; i++) {
                small.getToken(TokenRequest.of("user" + i + "@contoso.com"));
            }
            Crowd<AccessToken> after = Crowd.of(4, () -> small.getToken(REQUEST));
            after.awaitParked();
            gate.open();

            assertThat(values(before)).isEqualTo(values(after)).containsExactly("token-2");
            assertThat(source.mostAtOnceForOneKey()).isEqualTo(1);
        }
    }
}
