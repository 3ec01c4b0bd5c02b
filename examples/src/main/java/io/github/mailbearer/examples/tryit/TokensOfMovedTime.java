package io.github.mailbearer.examples.tryit;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.ForwardingTokenProvider;
import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenRequest;

/** Moves the end of tokens, which the MSAL adapter reckons from the real time of day, to where a moved clock puts it. */
final class TokensOfMovedTime extends ForwardingTokenProvider {

    private final MovableClock clock;

    TokensOfMovedTime(TokenProvider tokens, MovableClock clock) {
        super(tokens);
        this.clock = clock;
    }

    @Override
    public AccessToken getToken(TokenRequest request) {
        return moved(super.getToken(request));
    }

    @Override
    public AccessToken renewToken(TokenRequest request, AccessToken rejected) {
        return moved(super.renewToken(request, rejected));
    }

    private AccessToken moved(AccessToken token) {
        return AccessToken.of(token.value(), clock.moved(token.expiresAt()));
    }
}
