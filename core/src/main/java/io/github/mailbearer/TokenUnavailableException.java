package io.github.mailbearer;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * No token just now: the identity provider is unreachable, throttling or broken, or the wait for it was interrupted or
 * took too long.
 *
 * <p>Nothing is wrong with the account or the configuration as far as is known. Wait and try again. After an
 * interruption the thread's interrupt flag is set.
 */
public final class TokenUnavailableException extends TokenException {

    private static final long serialVersionUID = 1L;

    /** The time to wait. */
    private final @Nullable Duration retryAfter;

    /**
     * Reports a failure of which nothing but its description is known.
     *
     * @param message what happened and what to do, for people
     */
    public TokenUnavailableException(String message) {
        this(message, null, Map.of(), null);
    }

    /**
     * Reports a failure of which no OAuth error is known.
     *
     * @param message what happened and what to do, for people
     * @param cause what it follows from
     */
    public TokenUnavailableException(String message, @Nullable Throwable cause) {
        this(message, null, Map.of(), cause);
    }

    /**
     * Reports a failure in full.
     *
     * @param message what happened and what to do, for people
     * @param error the {@code error} member of the token response, if there was one
     * @param details what else the identity provider said, by its own names; no secrets
     * @param cause what it follows from
     */
    public TokenUnavailableException(
            String message, @Nullable String error, Map<String, String> details, @Nullable Throwable cause) {
        this(message, error, details, cause, null);
    }

    /**
     * Reports a failure in full, and when the identity provider wants to be asked again.
     *
     * @param message what happened and what to do, for people
     * @param error the {@code error} member of the token response, if there was one
     * @param details what else the identity provider said, by its own names; no secrets
     * @param cause what it follows from
     * @param retryAfter the time to wait (RFC 9110 section 10.2.3), or {@code null} if the provider did not say
     * @throws IllegalArgumentException if {@code retryAfter} is negative
     */
    public TokenUnavailableException(
            String message,
            @Nullable String error,
            Map<String, String> details,
            @Nullable Throwable cause,
            @Nullable Duration retryAfter) {
        super(message, error, details, cause);
        if (retryAfter != null && retryAfter.isNegative()) {
            throw new IllegalArgumentException("retryAfter is negative: " + retryAfter);
        }
        this.retryAfter = retryAfter;
    }

    /**
     * How long the identity provider asked us to wait.
     *
     * @return the time from the failure on, or empty if it did not say
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    @Override
    TokenUnavailableException again(String message, @Nullable Duration wait) {
        Duration retryAfter = wait == null ? this.retryAfter : wait;
        return new TokenUnavailableException(message, error().orElse(null), details(), this, retryAfter);
    }
}
