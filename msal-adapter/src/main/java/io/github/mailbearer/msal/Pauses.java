package io.github.mailbearer.msal;

import io.github.mailbearer.TokenUnavailableException;
import java.time.Duration;

/**
 * Growing pauses between looks at something that others are busy with, until a time has gone by, in pauses or looks: a
 * look at a store that is out of order may take half a minute. Confined to one thread.
 */
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
    private final Duration bound;
    private final long begun;
    private Duration next;
    private Duration slept = Duration.ZERO;

    Pauses(Sleeper sleeper, Duration first, Duration longest, Duration bound) {
        this.sleeper = sleeper;
        this.next = first;
        this.longest = longest;
        this.bound = bound;
        this.begun = sleeper.nanoTime();
    }

    /** Whether the time is over; never before the first pause, so that what fails slowly is tried twice. */
    boolean areOver() {
        return !slept.isZero() && (slept.compareTo(bound) >= 0 || sleeper.nanoTime() - begun >= bound.toNanos());
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
        slept = slept.plus(next);
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(longest) > 0 ? longest : doubled;
    }
}
