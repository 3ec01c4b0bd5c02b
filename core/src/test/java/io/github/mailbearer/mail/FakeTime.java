package io.github.mailbearer.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/** A clock that moves when told to, and when somebody waits: waiting takes no other time. */
final class FakeTime implements InstantSource, Waiter {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Duration> waits = new ArrayList<>();
    private Instant now = START;

    @Override
    public synchronized Instant instant() {
        return now;
    }

    synchronized void advance(Duration step) {
        now = now.plus(step);
    }

    @Override
    public synchronized boolean acquire(Semaphore permits, Duration atMost) {
        if (permits.tryAcquire()) {
            return true;
        }
        waits.add(atMost);
        now = now.plus(atMost);
        return false;
    }

    /** How long somebody waited, each time. */
    synchronized List<Duration> waits() {
        return List.copyOf(waits);
    }
}
