package io.github.mailbearer.msal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Checks of what callers give. */
final class Arguments {

    private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(2);

    private Arguments() {}

    static <T> T required(String name, @Nullable T value, String form) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing: give " + form);
        }
        return value;
    }

    /** The bound of a request. */
    static Duration timeout(String name, @Nullable Duration value) {
        Duration timeout = required(name, value, "a time such as Duration.ofSeconds(15)");
        if (timeout.compareTo(SHORTEST_TIMEOUT) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException(name + " is " + timeout
                    + ": give a time from a second to 2 minutes, such as Duration.ofSeconds(15)");
        }
        return timeout;
    }
}
