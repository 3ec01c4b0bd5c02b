package io.github.mailbearer;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * No token can be had. The three kinds differ in who has to act, which is all that code should decide by:
 *
 * <ul>
 *   <li>{@link InteractionRequiredException}: a person signs in or consents.
 *   <li>{@link TokenRequestDeniedException}: an administrator mends configuration or policy.
 *   <li>{@link TokenUnavailableException}: nobody; wait and try again.
 * </ul>
 *
 * <p>The message is for people, the {@linkplain #error() OAuth error} and the {@linkplain #details() details} are for
 * logs and support requests. None of them ever holds a token, secret, code or refresh token.
 */
public abstract sealed class TokenException extends RuntimeException
        permits InteractionRequiredException, TokenRequestDeniedException, TokenUnavailableException {

    private static final long serialVersionUID = 1L;

    /** The OAuth error code. */
    private final @Nullable String error;

    /** Names and values as the identity provider gave them. */
    @SuppressWarnings("serial") // always an unmodifiable LinkedHashMap
    private final Map<String, String> details;

    TokenException(String message, @Nullable String error, Map<String, String> details, @Nullable Throwable cause) {
        super(Objects.requireNonNull(message, "message"), cause);
        this.error = error;
        this.details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /**
     * The same failure for another caller: same kind, error and details, that caller's stack, this one as the cause.
     *
     * @param message what to tell that caller
     * @param wait how long that caller should wait, or {@code null} for as long as this one says; of no meaning to the
     *     kinds that waiting does not cure
     */
    abstract TokenException again(String message, @Nullable Duration wait);

    /** The same failure in the same words for another caller. */
    final TokenException again() {
        return again(String.valueOf(getMessage()), null);
    }

    /**
     * The {@code error} member of the token response (RFC 6749 section 5.2), such as {@code invalid_client}.
     *
     * @return the error code, or empty if there was no such response
     */
    public Optional<String> error() {
        return Optional.ofNullable(error);
    }

    /**
     * What else the identity provider said, by its own names: at Entra {@code error_codes}, {@code suberror},
     * {@code correlation_id}, {@code trace_id}, {@code timestamp}, and the HTTP {@code status}. Microsoft's support
     * asks for the ids.
     *
     * <p>Beside it stands what the token was asked for, as far as that is known: {@code tenant}, {@code client_id},
     * {@code scope} and {@code account}. What the provider says never takes the place of these.
     *
     * @return names and values in the order they were given, immutable, perhaps empty
     */
    public Map<String, String> details() {
        return details;
    }
}
