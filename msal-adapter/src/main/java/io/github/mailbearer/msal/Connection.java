package io.github.mailbearer.msal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a connected mailbox: who signed in, what was granted, the refresh token in MSAL's cache, and the access
 * tokens at hand, which the processes of a fleet share.
 *
 * @param account who signed in
 * @param scopes the mail scopes that were granted
 * @param connectedAt when the person signed in
 * @param refreshedAt when the refresh token was used last
 * @param cache MSAL's cache, as it serialises itself, without access tokens
 * @param tokens the access tokens at hand, the newest first
 * @param refusal why Entra wants a person to sign in again; {@code null} if it does not
 */
record Connection(
        Account account,
        Set<String> scopes,
        Instant connectedAt,
        Instant refreshedAt,
        String cache,
        List<HeldToken> tokens,
        @Nullable Refusal refusal) {

    /** A mailbox has few sets of scopes, mostly one. */
    private static final int MOST_TOKENS = 4;

    Connection {
        scopes = Set.copyOf(scopes);
        tokens = List.copyOf(tokens);
    }

    /** A mailbox as the person who signed in leaves it. */
    static Connection of(Account account, Set<String> scopes, Instant now, String cache, HeldToken token) {
        return new Connection(account, scopes, now, now, cache, List.of(token), null);
    }

    /** The mailbox after a refresh: the token takes the place of the one for the same scopes, and of those that ended. */
    Connection refreshed(Instant now, String newCache, HeldToken token) {
        List<HeldToken> held = new ArrayList<>(List.of(token));
        tokens.stream()
                .filter(old ->
                        !old.scopes().equals(token.scopes()) && old.expiresAt().isAfter(now))
                .limit(MOST_TOKENS - 1)
                .forEach(held::add);
        return new Connection(account, scopes, connectedAt, now, newCache, held, null);
    }

    /** The mailbox after a refresh whose access token is for nobody else. */
    Connection rotated(Instant now, String newCache) {
        return new Connection(account, scopes, connectedAt, now, newCache, tokens, null);
    }

    /** The mailbox after Entra refused its refresh token. */
    Connection refused(Refusal why) {
        return new Connection(account, scopes, connectedAt, refreshedAt, cache, tokens, why);
    }

    /** The refresh token. */
    Optional<String> refreshToken() {
        return MsalCache.of(cache).refreshToken();
    }

    Optional<HeldToken> token(Set<String> wanted) {
        return tokens.stream().filter(held -> held.scopes().equals(wanted)).findFirst();
    }

    @Override
    public String toString() {
        return "Connection[" + account.username() + "]";
    }

    /**
     * Who signed in.
     *
     * @param id MSAL's home account id: object id and tenant
     * @param environment the login host
     * @param username the address that the person signs in with
     * @param tenantId the tenant that this connection is pinned to, a GUID
     */
    record Account(String id, String environment, String username, String tenantId) {}

    /**
     * An access token and its times.
     *
     * @param scopes what it was asked for with
     * @param refreshAt when to begin asking for the next one
     */
    record HeldToken(Set<String> scopes, String value, Instant obtainedAt, Instant refreshAt, Instant expiresAt) {

        HeldToken {
            scopes = Set.copyOf(scopes);
        }

        @Override
        public String toString() {
            return "HeldToken[expiresAt=" + expiresAt + "]";
        }
    }

    /**
     * Why a person must sign in again.
     *
     * @param error the OAuth error
     * @param number the N in {@code AADSTSN}, or 0
     * @param claims what Entra wants to be sent along with the next sign-in, a JSON text; empty if nothing
     */
    record Refusal(String error, int number, String claims, Instant at) {}
}
