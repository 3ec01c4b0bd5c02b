package io.github.mailbearer.testkit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How the tokens to come are made. */
record TokenSettings(Duration lifetime, @Nullable Duration refreshIn, int length) {

    static final TokenSettings NORMAL = new TokenSettings(Duration.ofHours(1), null, 0);

    private static final int LONGEST = 1 << 19;

    TokenSettings {
        if (lifetime.compareTo(Duration.ofSeconds(1)) < 0 || !isWhole(lifetime)) {
            throw new IllegalArgumentException(
                    "tokenLifetime is " + lifetime + ": give whole seconds, at least one, as expires_in counts them");
        }
        if (refreshIn != null && (refreshIn.isNegative() || !isWhole(refreshIn))) {
            throw new IllegalArgumentException("refreshIn is " + refreshIn + ": give whole seconds, or null for none");
        }
        if (length < 0 || length > LONGEST) {
            throw new IllegalArgumentException("tokenLength is " + length + ": give 0 to " + LONGEST + " characters");
        }
    }

    private static boolean isWhole(Duration time) {
        return time.equals(Duration.ofSeconds(time.toSeconds()));
    }

    TokenSettings withLifetime(Duration other) {
        return new TokenSettings(other, refreshIn, length);
    }

    TokenSettings withRefreshIn(@Nullable Duration other) {
        return new TokenSettings(lifetime, other, length);
    }

    TokenSettings withLength(int other) {
        return new TokenSettings(lifetime, refreshIn, other);
    }
}
