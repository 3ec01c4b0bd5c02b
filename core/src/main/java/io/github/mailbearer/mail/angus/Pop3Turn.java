package io.github.mailbearer.mail.angus;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one thread at a time connect a store; the others wait for it, though not for ever. */
final class Pop3Turn {

    private final ReentrantLock lock = new ReentrantLock();
    private final Duration patience;

    /**
     * Makes a turn nobody has.
     *
     * @param patience how long one waits for it
     */
    Pop3Turn(Duration patience) {
        this.patience = patience;
    }

    /** Takes the turn, when it is free. */
    void await() throws MessagingException {
        try {
            if (!lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new MessagingException("Another thread has been connecting this Store for " + patience.toSeconds()
                        + " s: try again, or use a Store for each thread");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MessagingException("Interrupted while another thread was connecting this Store", e);
        }
    }

    /** Takes the turn, if it is free now. */
    boolean tryNow() {
        return lock.tryLock();
    }

    /** Gives the turn back. */
    void end() {
        lock.unlock();
    }
}
