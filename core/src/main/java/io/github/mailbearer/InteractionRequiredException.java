package io.github.mailbearer;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * No token until a person has signed in or consented.
 *
 * <p>Asking again changes nothing: the mailbox must be connected anew.
 */
public final class InteractionRequiredException extends TokenException {

    private static final long serialVersionUID = 1L;

    /**
     * Reports a failure of which nothing but its description is known.
     *
     * @param message what happened and what to do, for people
     */
    public InteractionRequiredException(String message) {
        this(message, null, Map.of(), null);
    }

    /**
     * Reports a failure of which no OAuth error is known.
     *
     * @param message what happened and what to do, for people
     * @param cause what it follows from
     */
    public InteractionRequiredException(String message, @Nullable Throwable cause) {
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
    public InteractionRequiredException(
            String message, @Nullable String error, Map<String, String> details, @Nullable Throwable cause) {
        super(message, error, details, cause);
    }

    @Override
    InteractionRequiredException again(String message, @Nullable Duration wait) {
        return new InteractionRequiredException(message, error().orElse(null), details(), this);
    }
}
