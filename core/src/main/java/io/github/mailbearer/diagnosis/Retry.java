package io.github.mailbearer.diagnosis;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Whether trying again helps. Advice only: the library's own behaviour is decided by OAuth errors and reply codes.
 * Immutable; equal by value.
 */
public final class Retry implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Whether and when. */
    public enum Advice {
        /** Never: each attempt makes it worse, by locking the account for example. */
        NEVER,
        /** Not before somebody has changed what is wrong. */
        AFTER_A_CHANGE,
        /** Once, with a token that was fetched anew. Mailbearer has done that already when it reports a refusal. */
        ONCE_WITH_A_FRESH_TOKEN,
        /** Later, and more slowly each time. */
        LATER,
        /** At once, on a new connection. */
        AT_ONCE
    }

    /** Whether and when. */
    private final Advice advice;

    /** How long to wait before. */
    private final @Nullable Duration delay;

    /** How often at most; 0 without a limit. */
    private final int limit;

    Retry(Advice advice, @Nullable Duration delay, int limit) {
        this.advice = advice;
        this.delay = delay;
        this.limit = limit;
    }

    /**
     * Whether and when.
     *
     * @return the advice
     */
    public Advice advice() {
        return advice;
    }

    /**
     * How long to wait before.
     *
     * @return the time, or empty if nobody can say
     */
    public Optional<Duration> after() {
        return Optional.ofNullable(delay);
    }

    /**
     * How often at most.
     *
     * @return the number of attempts, or empty without a limit
     */
    public OptionalInt atMost() {
        return limit == 0 ? OptionalInt.empty() : OptionalInt.of(limit);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Retry retry
                && advice == retry.advice
                && Objects.equals(delay, retry.delay)
                && limit == retry.limit;
    }

    @Override
    public int hashCode() {
        return Objects.hash(advice, delay, limit);
    }

    @Override
    public String toString() {
        String words = switch (advice) {
            case NEVER -> "never";
            case AFTER_A_CHANGE -> "not before something has changed";
            case ONCE_WITH_A_FRESH_TOKEN -> "once, with a fresh token";
            case LATER -> delay == null ? "later" : "in " + inWords(delay);
            case AT_ONCE -> "at once, on a new connection";
        };
        return limit == 0 ? words : words + ", at most " + limit + " times";
    }

    private static String inWords(Duration delay) {
        long seconds = delay.toSeconds();
        if (seconds >= 7200 && seconds % 3600 == 0) {
            return seconds / 3600 + " hours";
        }
        return seconds >= 120 && seconds % 60 == 0 ? seconds / 60 + " minutes" : seconds + " s";
    }
}
