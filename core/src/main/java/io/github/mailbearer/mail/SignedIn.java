package io.github.mailbearer.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Service;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of the sign-in of a {@code Transport} or {@code Store}: until when its token lasts, and why it failed last.
 *
 * <p>A connection outlives the token it was opened with; servers differ on whether they end it then. Who keeps
 * connections in a pool asks before using one again:
 *
 * <pre>{@code
 * if (SignedIn.of(transport).tokenHasRunOut()) {
 *     transport.close();
 *     transport.connect();
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public interface SignedIn {

    /**
     * Finds what is known of a connection.
     *
     * @param service a {@code Transport} or {@code Store} from a Session of {@link OAuth2Sessions}
     * @return its sign-in
     * @throws IllegalArgumentException if it is from another Session
     */
    static SignedIn of(Service service) {
        if (service instanceof SignedIn signedIn) {
            return signedIn;
        }
        throw new IllegalArgumentException("service is a " + service.getClass().getName()
                + ", which does not sign in with tokens: take it from a Session made with OAuth2Sessions");
    }

    /**
     * When the token runs out that opened the connection. Of a store with several connections the one that runs out
     * first counts.
     *
     * @return the time, or empty if there is no connection
     */
    Optional<Instant> tokenExpiresAt();

    /**
     * Whether the token has run out that opened the connection, so that the server may end it at any moment.
     *
     * @return whether it has; {@code false} if there is no connection
     */
    default boolean tokenHasRunOut() {
        return tokenHasRunOut(Instant.now());
    }

    /**
     * Whether the token that opened the connection will have run out at a time, for instance in five minutes.
     *
     * @param when the time
     * @return whether it will have; {@code false} if there is no connection
     */
    default boolean tokenHasRunOut(Instant when) {
        return tokenExpiresAt().filter(end -> !end.isAfter(when)).isPresent();
    }

    /**
     * Why signing in failed the last time. Some ways through Jakarta Mail lose the exception:
     * {@code Store.isConnected()}, for one, only answers {@code false} if it cannot reconnect.
     *
     * @return the failure, or empty if the last attempt succeeded or there was none
     */
    Optional<MessagingException> lastAuthenticationFailure();
}
