package io.github.mailbearer;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The provider behind a cache, of which every answer is made either a valid token or a {@link TokenException}. */
final class Source {

    private final TokenProvider provider;
    private final InstantSource clock;

    Source(TokenProvider provider, InstantSource clock) {
        this.provider = provider;
        this.clock = clock;
    }

    Object cacheKey(TokenRequest request) {
        Objects.requireNonNull(request, "request");
        return Objects.requireNonNull(provider.cacheKey(request), "the cacheKey of the token provider");
    }

    /**
     * Asks for a token.
     *
     * @param rejected the token that it is to replace because a server refused it, if that is the reason
     */
    AccessToken ask(TokenRequest request, @Nullable AccessToken rejected) {
        AccessToken token;
        try {
            token = rejected == null ? provider.getToken(request) : provider.renewToken(request, rejected);
        } catch (TokenException failure) {
            throw failure;
        } catch (Throwable thrown) { // of whatever kind: callers wait for the outcome
            throw new TokenUnavailableException(
                    this + " failed for " + request.account() + " with "
                            + thrown.getClass().getName() + ": see the cause",
                    thrown);
        }
        return checked(request, token);
    }

    private AccessToken checked(TokenRequest request, @Nullable AccessToken token) {
        if (token == null) {
            throw new TokenUnavailableException(this + " answered null for " + request.account()
                    + ": it must return a token or throw a TokenException");
        }
        Instant now = clock.instant();
        if (!token.expiresAt().isAfter(now)) {
            throw new TokenUnavailableException(this + " answered a token for " + request.account()
                    + " that ended at " + token.expiresAt() + ", and it is " + now
                    + ": check the clock of this machine, and that expiresAt is the Instant at which the token ends");
        }
        return token;
    }

    @Override
    public String toString() {
        return "the token provider " + provider.getClass().getName();
    }
}
