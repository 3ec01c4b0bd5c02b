package io.github.mailbearer;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What happens in a cache, counted for {@link CacheStats} and told to the listeners. */
final class CacheEvents {

    private final Logger logger = System.getLogger("io.github.mailbearer");
    private final List<TokenListener> listeners;

    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder successes = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder loadNanos = new LongAdder();
    private final LongAdder evictions = new LongAdder();
    private final LongAdder rejections = new LongAdder();

    CacheEvents(List<TokenListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    void hit() {
        hits.increment();
    }

    void missed() {
        misses.increment();
    }

    void evicted() {
        evictions.increment();
    }

    void acquired(TokenRequest request, AccessToken token, Duration elapsed) {
        successes.increment();
        loadNanos.add(elapsed.toNanos());
        tell(listener -> listener.tokenAcquired(request, token, elapsed));
    }

    void failed(TokenRequest request, TokenException failure, @Nullable AccessToken stillServed, Duration elapsed) {
        failures.increment();
        loadNanos.add(elapsed.toNanos());
        tell(listener -> listener.acquisitionFailed(request, failure, Optional.ofNullable(stillServed)));
    }

    void rejected(TokenRequest request, AccessToken token) {
        rejections.increment();
        tell(listener -> listener.tokenRejected(request, token));
    }

    /** The source failed after its flight was given up, which was reported as a failure already. */
    void failedLate(TokenRequest request, TokenException failure) {
        logger.log(Level.DEBUG, () -> "a request given up before has failed now: " + request, failure);
    }

    /** No thread was free for a refresh that nobody waits for: a later call will ask again. */
    void skipped(TokenRequest request, @Nullable Throwable refusal) {
        logger.log(Level.DEBUG, () -> "no thread is free to refresh in the background: " + request, refusal);
    }

    private void tell(Consumer<TokenListener> event) {
        for (TokenListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (RuntimeException | Error thrown) {
                logger.log(
                        Level.WARNING,
                        () -> "the token listener " + listener.getClass().getName() + " threw; the cache goes on",
                        thrown);
            }
        }
    }

    CacheStats stats() {
        return new CacheStats(
                hits.sum(),
                misses.sum(),
                successes.sum(),
                failures.sum(),
                Duration.ofNanos(loadNanos.sum()),
                evictions.sum(),
                rejections.sum());
    }
}
