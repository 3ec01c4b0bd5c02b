package io.github.mailbearer.mail;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** How a thread waits: in real time, except in tests. No monitor is held meanwhile. */
@FunctionalInterface
interface Waiter {

    /** Parks the thread, behind those who came before it if the semaphore is a fair one. */
    Waiter IN_REAL_TIME = (permits, atMost) -> permits.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);

    /**
     * Takes a permit, waiting for one to come back.
     *
     * @return whether there was one in time
     */
    boolean acquire(Semaphore permits, Duration atMost) throws InterruptedException;

    /** Waits for a time to pass, on a semaphore to which no permit comes back. */
    default void pause(Duration time) throws InterruptedException {
        boolean unexpected = acquire(new Semaphore(0), time);
        if (unexpected) {
            throw new IllegalStateException("there was a permit where none can be");
        }
    }
}
