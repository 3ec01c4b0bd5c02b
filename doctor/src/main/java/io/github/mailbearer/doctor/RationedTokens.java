package io.github.mailbearer.doctor;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.TokenUnavailableException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hands out the token that was looked at, and another one should the server refuse it; then no more, since a server is
 * asked twice a run at most.
 */
final class RationedTokens implements TokenProvider {

    static final int MOST = 2;

    private final AccessToken first;
    private final TokenProvider source;
    private final AtomicInteger handedOut = new AtomicInteger();
    private volatile AccessToken last;

    RationedTokens(AccessToken first, TokenProvider source) {
        this.first = first;
        this.source = source;
        this.last = first;
    }

    @Override
    public AccessToken getToken(TokenRequest request) {
        count();
        return first;
    }

    @Override
    public AccessToken renewToken(TokenRequest request, AccessToken rejected) {
        if (handedOut.get() >= MOST) {
            return rejected;
        }
        AccessToken fresh = source.renewToken(request, rejected);
        count();
        last = fresh;
        return fresh;
    }

    private void count() {
        if (handedOut.incrementAndGet() > MOST) {
            throw new TokenUnavailableException(
                    "The server has been asked " + MOST + " times, which is enough for one run.");
        }
    }

    /** How often a token was handed out, and so how often the server was asked at most. */
    int handedOut() {
        return handedOut.get();
    }

    AccessToken last() {
        return last;
    }
}
