package io.github.mailbearer;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TokenThreadsTest {

    private static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();

    @Test
    void areDaemonsWithANameThatInheritNothingFromTheirFirstCaller() throws Exception {
        ExecutorService threads = TokenThreads.create(Duration.ofSeconds(10));
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        CompletableFuture<String> inherited = new CompletableFuture<>();
        INHERITED.set("the first caller's");
        try {
            threads.execute(() -> {
                inherited.complete(INHERITED.get());
                thread.complete(Thread.currentThread());
            });
            assertThat(inherited.get(10, TimeUnit.SECONDS)).isNull();
            assertThat(thread.get().isDaemon()).isTrue();
            assertThat(thread.get().getName()).isEqualTo("mailbearer-token-1");
            assertThat(thread.get().getContextClassLoader())
                    .isSameAs(Thread.currentThread().getContextClassLoader());
        } finally {
            INHERITED.remove();
            threads.shutdownNow();
        }
    }

    @Test
    void endWhenIdle() throws Exception {
        ExecutorService threads = TokenThreads.create(Duration.ofMillis(20));
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        threads.execute(() -> thread.complete(Thread.currentThread()));

        thread.get(10, TimeUnit.SECONDS).join(TimeUnit.SECONDS.toMillis(10));

        assertThat(thread.get().isAlive()).isFalse();
        assertThat(threads.isShutdown()).isFalse();
    }

    @Test
    void doNotHoldACacheThatWasDroppedWithoutBeingClosed() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        WeakReference<CachingTokenProvider> dropped = usedAndDropped(thread);

        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(8);
        while (dropped.get() != null && System.nanoTime() < end) {
            System.gc();
            Thread.onSpinWait();
        }

        assertThat(dropped.get()).isNull();
        assertThat(thread.get().isAlive())
                .as("still idle when the cache was collected")
                .isTrue();
    }

    private static WeakReference<CachingTokenProvider> usedAndDropped(CompletableFuture<Thread> thread) {
        CachingTokenProvider cache = CachingTokenProvider.of(request -> {
            thread.complete(Thread.currentThread());
            return AccessToken.of("token", Instant.MAX);
        });
        cache.getToken(TokenRequest.of("a@contoso.com"));
        return new WeakReference<>(cache);
    }
}
