package io.github.mailbearer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a cache ends. */
@Timeout(30)
class CacheClosingTest {

    private static final TokenRequest REQUEST = TokenRequest.of("a@contoso.com");

    private final FakeClock clock = new FakeClock();
    private final FakeSource source = new FakeSource(clock);
    private final Gate gate = new Gate();
    private final RecordingListener listener = new RecordingListener();
    private final CachingTokenProvider cache =
            CachingTokenProvider.builder(source).clock(clock).listener(listener).build();

    @AfterEach
    void open() {
        gate.open();
    }

    @Test
    void refusesCallsAfterwards() {
        AccessToken token = cache.getToken(REQUEST);
        cache.close();
        cache.close();

        assertThatThrownBy(() -> cache.getToken(REQUEST))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("this CachingTokenProvider is closed: build another one");
        assertThatThrownBy(() -> cache.renewToken(REQUEST, token)).isInstanceOf(IllegalStateException.class);
        assertThat(cache.stats().loadSuccessCount()).isEqualTo(1);
    }

    @Test
    void failsThoseWhoWaitAndStopsTheThreads() throws Exception {
        CompletableFuture<Thread> worker = new CompletableFuture<>();
        source.behave((request, number) -> {
            worker.complete(Thread.currentThread());
            gate.pass();
            throw new AssertionError("not reached");
        });
        Crowd<AccessToken> crowd = Crowd.of(4, () -> cache.getToken(REQUEST));
        gate.awaitArrivals(1);
        crowd.awaitParked();

        cache.close();

        assertThat(crowd.failures())
                .hasSize(4)
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(TokenUnavailableException.class)
                        .hasMessage(
                                "the CachingTokenProvider was closed during the request for a token of a@contoso.com"));
        worker.get().join(TimeUnit.SECONDS.toMillis(10));
        assertThat(worker.get().isAlive()).isFalse();
    }

    @Test
    void keepsNothingThatArrivesAfterwards() throws Exception {
        source.behave((request, number) -> {
            gate.passUninterrupted();
            return source.lasting(Duration.ofHours(1)).answer(request, number);
        });
        Crowd<AccessToken> crowd = Crowd.of(1, () -> cache.getToken(REQUEST));
        gate.awaitArrivals(1);
        cache.close();
        gate.open();
        listener.awaitAcquired(1);

        assertThat(crowd.failures()).hasSize(1);
        assertThatThrownBy(() -> cache.getToken(REQUEST)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void leavesAnExecutorThatWasGivenAlone() throws Exception {
        ExecutorService given = Executors.newSingleThreadExecutor();
        try {
            CachingTokenProvider.builder(source).executor(given).build().close();

            assertThat(given.submit(() -> "works").get(10, TimeUnit.SECONDS)).isEqualTo("works");
        } finally {
            given.shutdownNow();
        }
    }
}
