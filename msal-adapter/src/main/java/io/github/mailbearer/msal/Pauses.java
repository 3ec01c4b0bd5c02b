package io.github.mailbearer.msal;

import io.github.mailbearer.TokenUnavailableException;
import java.time.Duration;

/** Growing pauses between looks at something that others are busy with, up to a bound. Confined to one thread. */
final class Pauses {

    /** How a thread pauses. */
    @FunctionalInterface
    interface Sleeper {

        /** As a thread sleeps, unless a test knows better. */
        Sleeper SYSTEM = time -> Thread.sleep(time.toMillis());

        void sleep(Duration time) throws InterruptedException;

        /** The time that goes by, as {@link System#nanoTime()} tells it. */
        default long nanoTime() {
            return System.nanoTime();
        }
    }

    private final Sleeper sleeper;
    private final Duration longest;
    private Duration next;
    private Duration left;

    Pauses(Sleeper sleeper, Duration first, Duration longest, Duration bound) {
        this.sleeper = sleeper;
        this.next = first;
        this.longest = longest;
        this.left = bound;
    }

    boolean areOver() {
        return left.isZero() || left.isNegative();
    }

    /**
     * Pauses once.
     *
     * @param what is waited for, for messages
     * @throws TokenUnavailableException if the thread is interrupted; the flag is restored
     */
    void pause(String what) {
        try {
            sleeper.sleep(next);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TokenUnavailableException("Interrupted while waiting for " + what + ".", e);
        }
        left = left.minus(next);
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(longest) > 0 ? longest : doubled;
    }
}
