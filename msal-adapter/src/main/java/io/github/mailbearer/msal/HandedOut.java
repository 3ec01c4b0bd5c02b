package io.github.mailbearer.msal;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers when the tokens handed out last were obtained, which whoever rejects one cannot tell: tokens live for
 * different times, so that the newer of two may end first.
 */
final class HandedOut {

    private static final int MOST = 10_000;

    private final ConcurrentMap<Use, Connection.HeldToken> last = new ConcurrentHashMap<>();

    void note(Wanted wanted, Connection.HeldToken token) {
        if (last.size() >= MOST) {
            last.clear();
        }
        last.put(Use.of(wanted), token);
    }

    /** When the rejected token was obtained; {@code null} if none was rejected, or another one was handed out since. */
    @Nullable
    Instant rejectedObtainedAt(Wanted wanted) {
        Connection.HeldToken token = last.get(Use.of(wanted));
        return token != null
                        && wanted.rejected() != null
                        && token.value().equals(wanted.rejected().value())
                ? token.obtainedAt()
                : null;
    }

    /** What a token is handed out for. */
    private record Use(TokenCacheKey key, Set<String> scopes) {

        static Use of(Wanted wanted) {
            return new Use(wanted.key(), wanted.scopes());
        }
    }
}
