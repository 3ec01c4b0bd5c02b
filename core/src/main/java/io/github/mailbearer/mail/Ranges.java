package io.github.mailbearer.mail;

import java.time.Duration;
import java.util.Objects;

/** Checks that a setting is in its range, and says what would be. */
final class Ranges {

    private Ranges() {}

    /**
     * Answers the time if it is in the range.
     *
     * @throws IllegalArgumentException naming the setting, the range and an example
     */
    static Duration checked(String setting, Duration value, Duration least, Duration most, String example) {
        Objects.requireNonNull(value, setting);
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    setting + " is " + value + ": give a time from " + least + " to " + most + ", such as " + example);
        }
        return value;
    }

    /**
     * Answers the number if it is positive.
     *
     * @throws IllegalArgumentException naming the setting and an example
     */
    static int positive(String setting, int value, int example) {
        if (value < 1) {
            throw new IllegalArgumentException(setting + " is " + value + ": give 1 or more, such as " + example);
        }
        return value;
    }
}
