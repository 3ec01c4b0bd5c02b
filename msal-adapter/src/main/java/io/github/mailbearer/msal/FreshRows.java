package io.github.mailbearer.msal;

import io.github.mailbearer.AccessToken;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Guesses which rows hold a token that will do, and are read without taking a turn first.
 *
 * <p>Of any other row a refresh is likely, and a turn that is taken first spares reading it a second time. A wrong guess
 * costs no more than that.
 */
final class FreshRows {

    private static final int MOST = 10_000;

    private final ConcurrentMap<TokenCacheKey, Instant> until = new ConcurrentHashMap<>();

    boolean isLikely(Wanted wanted, Instant now) {
        Instant end = until.get(wanted.key());
        return end != null && now.isBefore(end) && wanted.rejected() == null && wanted.claims() == null;
    }

    /** Remembers a token that is handed out now; the cache in front asks for the next one when it is due. */
    AccessToken seen(Wanted wanted, AccessToken token, Instant now) {
        if (until.size() >= MOST) {
            until.clear();
        }
        until.put(wanted.key(), HeldTokens.dueAt(now, token.refreshAt().orElse(token.expiresAt())));
        return token;
    }
}
