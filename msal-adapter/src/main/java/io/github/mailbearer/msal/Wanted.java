package io.github.mailbearer.msal;

import io.github.mailbearer.AccessToken;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token of a connected mailbox that somebody asks for.
 *
 * @param key the row of the mailbox
 * @param scopes what it is for; none for what was granted
 * @param minimumValidity how long it must still live
 * @param claims what Entra is to see to before it issues it; {@code null} for nothing
 * @param rejected the token that a server refused; {@code null} if none
 */
record Wanted(
        TokenCacheKey key,
        Set<String> scopes,
        Duration minimumValidity,
        @Nullable Claims claims,
        @Nullable AccessToken rejected) {

    Wanted {
        scopes = Set.copyOf(scopes);
    }

    /** The scopes to ask for. */
    Set<String> scopes(Connection connection) {
        return scopes.isEmpty() ? connection.scopes() : scopes;
    }

    /** Whether a refusal of this says something about the mailbox, rather than about what was asked for beyond it. */
    boolean isPlain(Connection connection) {
        return claims == null && connection.scopes().containsAll(scopes);
    }

    String mailbox() {
        return key.mailbox();
    }
}
