package io.github.mailbearer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The slots of all keys, bounded in number and idle time, with the clock they are read by.
 *
 * <p>One reading of the clock serves a whole look-up: Caffeine's ticker repeats the last one.
 */
final class Slots {

    private final Cache<Object, Slot> slots;
    private final InstantSource clock;
    private volatile long lastReading;
    private volatile boolean closed;

    Slots(InstantSource clock, long maximumSize, Duration idleExpiry, Runnable onEviction) {
        this.clock = clock;
        this.lastReading = clock.millis();
        this.slots = Caffeine.newBuilder()
                .maximumSize(maximumSize)
                .expireAfterAccess(idleExpiry)
                .executor(Runnable::run)
                .ticker(() -> lastReading * 1_000_000) // only differences count, so it may wrap around
                .evictionListener((key, slot, cause) -> onEviction.run())
                .build();
    }

    long now() {
        long now = clock.millis();
        if (now != lastReading) {
            lastReading = now;
        }
        return now;
    }

    @Nullable
    Slot find(Object key) {
        return slots.getIfPresent(key);
    }

    /** The slot of the key, the empty one if nothing is known. */
    Slot get(Object key) {
        Slot slot = slots.getIfPresent(key);
        return slot == null ? Slot.EMPTY : slot;
    }

    /** Replaces the slot of the key in one step; nothing is kept after closing. */
    Slot update(Object key, UnaryOperator<Slot> change) {
        if (closed) {
            return Slot.EMPTY;
        }
        Slot next = slots.asMap().compute(key, (k, slot) -> change.apply(slot == null ? Slot.EMPTY : slot));
        if (closed) { // since the look above, so that closing may not have seen the new slot
            slots.invalidate(key);
        }
        return next;
    }

    boolean isClosed() {
        return closed;
    }

    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this CachingTokenProvider is closed: build another one");
        }
    }

    /** Forgets everything, for good. */
    void close() {
        closed = true;
        slots.invalidateAll();
    }
}
