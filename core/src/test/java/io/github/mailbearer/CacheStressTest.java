package io.github.mailbearer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Everything at once, by chance, for two seconds; what must always hold is looked at each time. */
@Timeout(30)
class CacheStressTest {

    private static final int CALLERS = 8;
    private static final int KEYS = 12;
    private static final long SEED = 20_260_101;

    private final FakeClock clock = new FakeClock();
    private final FakeSource source = new FakeSource(clock);
    private final ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();
    private final AtomicLong served = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    @Test
    void neverAnswersAnEndedTokenAndNeverAsksTwiceAtOnce() throws Exception {
        source.behave(byChance());
        CachingTokenProvider cache = CachingTokenProvider.builder(source)
                .clock(clock)
                .maximumSize(KEYS - 2)
                .minRenewInterval(Duration.ofSeconds(2))
                .build();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        List<CompletableFuture<Void>> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            SplittableRandom random = new SplittableRandom(SEED + i);
            CompletableFuture<Void> done = new CompletableFuture<>();
            callers.add(done);
            Thread caller = new Thread(() -> {
                try {
                    while (System.nanoTime() < end) {
                        call(cache, random);
                    }
                    done.complete(null);
                } catch (Throwable thrown) {
                    done.completeExceptionally(thrown);
                }
            });
            caller.setDaemon(true);
            caller.start();
        }
        while (System.nanoTime() < end) {
            clock.advance(Duration.ofMillis(250));
            LockSupport.parkNanos(100_000);
        }
        for (CompletableFuture<Void> caller : callers) {
            caller.get(10, TimeUnit.SECONDS);
        }
        cache.close();

        assertThat(violations).isEmpty();
        assertThat(source.mostAtOnceForOneKey()).isEqualTo(1);
        assertThat(served.get()).isGreaterThan(1_000);
        assertThat(refused.get()).isPositive();
        assertThat(source.requests()).isGreaterThan(100);
        assertThat(source.renewals()).isPositive();
    }

    private FakeSource.Behaviour byChance() {
        return (request, number) -> {
            SplittableRandom random = new SplittableRandom(SEED * number);
            LockSupport.parkNanos(random.nextInt(2_000_000));
            switch (random.nextInt(10)) {
                case 0:
                    throw new TokenUnavailableException("down");
                case 1:
                    throw new TokenRequestDeniedException("no");
                case 2:
                    throw new IllegalStateException("mistake");
                case 3:
                    return null;
                case 4:
                    return source.lasting(Duration.ofSeconds(-1)).answer(request, number);
                default:
                    return source.lasting(Duration.ofMillis(1 + random.nextInt(120_000)))
                            .answer(request, number);
            }
        };
    }

    private void call(CachingTokenProvider cache, SplittableRandom random) {
        TokenRequest request = TokenRequest.of("user" + random.nextInt(KEYS) + "@contoso.com");
        if (random.nextInt(10) == 0) {
            request = request.withMinimumValidity(Duration.ofSeconds(random.nextInt(60)));
        }
        var begun = clock.instant();
        try {
            AccessToken token = cache.getToken(request);
            if (!token.expiresAt().isAfter(begun)) {
                violations.add(token + " was answered, and it was " + begun);
            }
            if (random.nextInt(20) == 0) {
                begun = clock.instant();
                token = cache.renewToken(request, token);
                if (!token.expiresAt().isAfter(begun)) {
                    violations.add(token + " was answered for a refused one, and it was " + begun);
                }
            }
            served.incrementAndGet();
        } catch (TokenException expected) {
            refused.incrementAndGet();
        }
    }
}
