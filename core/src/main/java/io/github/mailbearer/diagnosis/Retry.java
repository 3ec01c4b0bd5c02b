package io.github.mailbearer.diagnosis;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Whether trying again helps. Advice only: the library's own behaviour is decided by OAuth errors and reply codes.
 *
 * @param advice whether and when
 * @param delay how long to wait before, or {@code null} if nobody can say
 * @param limit how often at most, or 0 without a limit
 */
public record Retry(Advice advice, @Nullable Duration delay, int limit) implements Serializable {

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

    /**
     * Keeps the advice.
     *
     * @throws IllegalArgumentException if a delay is negative or a limit is
     */
    public Retry {
        Objects.requireNonNull(advice, "advice");
        if (limit < 0 || (delay != null && delay.isNegative())) {
            throw new IllegalArgumentException("delay and limit of a retry must not be negative");
        }
    }

    /**
     * How long to wait.
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
        return seconds >= 7200 && seconds % 3600 == 0
                ? seconds / 3600 + " hours"
                : seconds >= 120 && seconds % 60 == 0 ? seconds / 60 + " minutes" : seconds + " s";
    }
}
