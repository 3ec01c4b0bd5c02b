package io.github.mailbearer.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that is ahead of another one, or behind it. */
final class ShiftedClock implements InstantSource {

    private final InstantSource source;
    private volatile Duration offset = Duration.ZERO;

    ShiftedClock(InstantSource source) {
        this.source = source;
    }

    /** Sets how far it is ahead, a negative time for behind. */
    void offset(Duration ahead) {
        offset = ahead;
    }

    @Override
    public Instant instant() {
        return source.instant().plus(offset);
    }
}
