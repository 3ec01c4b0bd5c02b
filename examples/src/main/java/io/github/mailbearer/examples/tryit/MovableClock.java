package io.github.mailbearer.examples.tryit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The time of day, moved forward by as much as is told. */
final class MovableClock implements InstantSource {

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    void advance(Duration time) {
        ahead.accumulateAndGet(time, Duration::plus);
    }

    @Override
    public Instant instant() {
        return moved(Instant.now());
    }

    /** An instant of the real time of day in the time of this clock. */
    Instant moved(Instant real) {
        return real.plus(ahead.get());
    }
}
