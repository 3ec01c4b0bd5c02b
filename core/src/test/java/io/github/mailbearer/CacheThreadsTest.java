package io.github.mailbearer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who asks the source: callers who wait come first, and what hangs harms nobody else. */
@Timeout(30)
class CacheThreadsTest {

    private static final TokenRequest REQUEST = TokenRequest.of("a@contoso.com");
    private static final int STALE = 50;
    private static final int ENDED = 60;

    private final FakeClock clock = new FakeClock();
    private final FakeSource source = new FakeSource(clock);
    private final RecordingListener listener = new RecordingListener();
    private final Gate gate = new Gate();
    private final CachingTokenProvider cache = cacheWith(Duration.ofSeconds(30));

    private CachingTokenProvider cacheWith(Duration acquireTimeout) {
        return CachingTokenProvider.builder(source)
                .clock(clock)
                .acquireTimeout(acquireTimeout)
                .listener(listener)
                .build();
    }

    @AfterEach
    void close() {
        gate.open();
        cache.close();
    }

    private static TokenRequest stuck(int number) {
        return TokenRequest.of("stuck" + number + "@contoso.com");
    }

    private void hangForStuckOnes() {
        source.behave((request, number) -> {
            if (request.account().startsWith("stuck")) {
                gate.passUninterrupted();
            }
            return source.lasting(Duration.ofHours(1)).answer(request, number);
        });
    }

    /** Holds a stale token for each of the stuck ones and has them refreshed, as far as that goes. */
    private void refreshStuckOnes(CachingTokenProvider cache, int count) {
        for (int i = 0; i < count; i++) {
            cache.getToken(stuck(i));
        }
        clock.setTo(Duration.ofMinutes(STALE));
        hangForStuckOnes();
        for (int i = 0; i < count; i++) {
            cache.getToken(stuck(i));
        }
    }

    @Test
    void callersOnStuckKeysDoNotStarveAnotherKey() throws Exception {
        hangForStuckOnes();
        List<Crowd<AccessToken>> crowds = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            TokenRequest request = stuck(i);
            crowds.add(Crowd.of(i < 100 ? 2 : 1, () -> cache.getToken(request)));
        }
        gate.awaitArrivals(200);

        assertThat(cache.getToken(REQUEST).value()).isEqualTo("token-201");
        assertThat(crowds).noneMatch(Crowd::isAnswered);
    }

    @Test
    void callersBeyondTheCeilingFailAtOnceAndWithoutBackOff() throws Exception {
        hangForStuckOnes();
        for (int i = 0; i < TokenThreads.CEILING; i++) {
            TokenRequest request = stuck(i);
            Crowd.of(1, () -> cache.getToken(request));
        }
        gate.awaitArrivals(TokenThreads.CEILING);

        assertThatThrownBy(() -> cache.getToken(REQUEST))
                .isInstanceOf(TokenUnavailableException.class)
                .hasMessageContaining(
                        "no thread is free to ask the token provider io.github.mailbearer.FakeSource for a"
                                + " token of a@contoso.com");
        gate.open();
        listener.awaitAcquired(TokenThreads.CEILING);
        assertThat(cache.getToken(REQUEST).value()).isEqualTo("token-257");
    }

    @Test
    void refreshesInTheBackgroundAreFewAtATimeAndAllDoneInTheEnd() throws Exception {
        refreshStuckOnes(cache, 12);
        gate.awaitArrivals(4);
        assertThat(source.requests()).isEqualTo(12 + 4);

        gate.open();
        listener.awaitAcquired(12 + 12);
        assertThat(source.requests()).isEqualTo(12 + 12);
    }

    @Test
    void aCallerWhoWaitsIsNotQueuedBehindThem() throws Exception {
        refreshStuckOnes(cache, 12);
        gate.awaitArrivals(4);

        assertThat(cache.getToken(REQUEST).value()).isEqualTo("token-17");
    }

    @Test
    void aCallerWhoNeedsATokenWhoseRefreshIsQueuedTakesItOver() throws Exception {
        cache.getToken(REQUEST);
        refreshStuckOnes(cache, 6);
        gate.awaitArrivals(4);
        assertThat(cache.getToken(REQUEST).value())
                .as("stale; the refresh is queued")
                .isEqualTo("token-1");
        clock.setTo(Duration.ofMinutes(ENDED));

        assertThat(cache.getToken(REQUEST).value()).isEqualTo("token-12");
        gate.open();
        listener.awaitAcquired(7 + 7);
        assertThat(source.requests()).as("none twice").isEqualTo(7 + 7);
    }

    @Test
    void aCallerJoinsTheRefreshOfItsKeyThatIsUnderWay() throws Exception {
        refreshStuckOnes(cache, 1);
        gate.awaitArrivals(1);
        clock.setTo(Duration.ofMinutes(ENDED));
        Crowd<AccessToken> crowd = Crowd.of(4, () -> cache.getToken(stuck(0)));
        crowd.awaitParked();
        gate.open();

        assertThat(crowd.answers()).extracting(AccessToken::value).containsOnly("token-2");
        assertThat(source.requests()).isEqualTo(2);
    }

    @Test
    void refreshesThatHangForeverDoNotStopTheOthers() throws Exception {
        try (CachingTokenProvider hasty = cacheWith(Duration.ofMillis(500))) {
            hasty.getToken(REQUEST);
            refreshStuckOnes(hasty, 4);
            gate.awaitArrivals(4);

            while (hasty.getToken(REQUEST).value().equals("token-1")) {
                assertThat(Thread.interrupted()).as("stopped by the time limit").isFalse();
            }
            assertThat(listener.heard())
                    .filteredOn(event -> event.startsWith("failed with TokenUnavailableException for stuck"))
                    .isNotEmpty();
        }
    }

    @Test
    void refreshesBeyondTheLineAreSkippedAndAskedForAgain() throws Exception {
        int line = 4 + 1_024;
        refreshStuckOnes(cache, line + 1);
        gate.awaitArrivals(4);
        gate.open();
        listener.awaitAcquired(line + 1 + line);
        assertThat(source.requests()).isEqualTo(line + 1 + line);

        assertThat(cache.getToken(stuck(line)).value()).isEqualTo("token-" + (line + 1));
        listener.awaitAcquired(1);
        assertThat(source.requests()).isEqualTo(line + 1 + line + 1);
    }

    @Test
    void anExecutorThatRefusesFailsThoseWhoWaitWithoutBackOff() {
        boolean[] refusing = {true};
        RejectedExecutionException refusal = new RejectedExecutionException("full");
        Executor moody = task -> {
            if (refusing[0]) {
                throw refusal;
            }
            task.run();
        };
        CachingTokenProvider refused = CachingTokenProvider.builder(source)
                .clock(clock)
                .executor(moody)
                .listener(listener)
                .build();

        assertThatThrownBy(() -> refused.getToken(REQUEST))
                .isInstanceOf(TokenUnavailableException.class)
                .hasRootCause(refusal);
        assertThat(listener.heard()).as("the source was not asked").isEmpty();
        refusing[0] = false;
        assertThat(refused.getToken(REQUEST).value()).isEqualTo("token-1");

        refusing[0] = true;
        clock.setTo(Duration.ofMinutes(STALE));
        assertThat(refused.getToken(REQUEST).value())
                .as("the refresh is skipped")
                .isEqualTo("token-1");
        clock.setTo(Duration.ofMinutes(ENDED).minusSeconds(1));
        assertThat(refused.getToken(REQUEST).value()).as("not ended yet").isEqualTo("token-1");
        refusing[0] = false;
        assertThat(refused.getToken(REQUEST).value()).isEqualTo("token-2");
    }
}
