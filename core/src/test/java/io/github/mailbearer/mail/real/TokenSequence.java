package io.github.mailbearer.mail.real;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenRequest;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Tokens in a given order, the last one again and again; all of them look good for an hour, whatever they are. */
final class TokenSequence implements TokenProvider {

    private final List<String> values;
    private final AtomicInteger asked = new AtomicInteger();

    private TokenSequence(List<String> values) {
        this.values = values;
    }

    static TokenSequence of(String... values) {
        return new TokenSequence(List.of(values));
    }

    @Override
    public AccessToken getToken(TokenRequest request) {
        int index = Math.min(asked.getAndIncrement(), values.size() - 1);
        return AccessToken.of(values.get(index), Instant.now().plusSeconds(3600));
    }

    int asked() {
        return asked.get();
    }
}
