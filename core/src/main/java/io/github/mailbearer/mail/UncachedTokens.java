package io.github.mailbearer.mail;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.ForwardingTokenProvider;
import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.TokenUnavailableException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Asks a provider each time, and checks its answers as the cache would. */
final class UncachedTokens extends ForwardingTokenProvider {

    private final String source;

    UncachedTokens(TokenProvider delegate) {
        super(delegate);
        this.source = delegate.getClass().getName();
    }

    @Override
    public AccessToken getToken(TokenRequest request) {
        return checked(super.getToken(request));
    }

    @Override
    public AccessToken renewToken(TokenRequest request, AccessToken rejected) {
        return checked(super.renewToken(request, rejected));
    }

    private AccessToken checked(@Nullable AccessToken token) {
        if (token == null) {
            throw new TokenUnavailableException(
                    source + " answered null: it should answer a token or throw a" + " TokenException");
        }
        if (!token.expiresAt().isAfter(Instant.now())) {
            throw new TokenUnavailableException(source + " answered a token that expired at " + token.expiresAt()
                    + ": check the clock, and that expiresAt is computed from expires_in");
        }
        return token;
    }
}
