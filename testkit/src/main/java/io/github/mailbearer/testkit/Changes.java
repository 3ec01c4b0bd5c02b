package io.github.mailbearer.testkit;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Lets a test wait, for so long at most, until a server thread has done something. */
final class Changes {

    /** Far longer than any server thread needs, far shorter than a build's patience. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Duration limit;
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    Changes() {
        this(PATIENCE);
    }

    Changes(Duration limit) {
        this.limit = limit;
    }

    /** Makes a change and wakes those who wait for it. */
    void make(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until a condition over what {@link #make} changes is true.
     *
     * @throws AssertionError if it does not become true in time, or the thread is interrupted
     */
    void await(BooleanSupplier condition, Supplier<String> otherwise) {
        lock.lock();
        try {
            long remaining = limit.toNanos();
            while (!condition.getAsBoolean()) {
                if (remaining <= 0) {
                    throw new AssertionError("after " + limit + " " + otherwise.get());
                }
                remaining = changed.awaitNanos(remaining);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while " + otherwise.get(), e);
        } finally {
            lock.unlock();
        }
    }
}
