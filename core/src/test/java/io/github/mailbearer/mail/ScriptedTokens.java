package io.github.mailbearer.mail;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenRequest;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A provider that answers as a test tells it to, and counts how often it is asked. */
final class ScriptedTokens implements TokenProvider {

    private final AtomicInteger asked = new AtomicInteger();
    private final List<TokenRequest> requests = new CopyOnWriteArrayList<>();
    private volatile Function<Integer, AccessToken> script;

    private ScriptedTokens(Function<Integer, AccessToken> script) {
        this.script = script;
    }

    /** Answers {@code token-1}, {@code token-2} and so on, each valid for an hour. */
    static ScriptedTokens counting() {
        return new ScriptedTokens(n -> token("token-" + n));
    }

    /** Answers the same value each time. */
    static ScriptedTokens always(String value) {
        return new ScriptedTokens(n -> token(value));
    }

    static ScriptedTokens failing(RuntimeException failure) {
        return new ScriptedTokens(n -> {
            throw failure;
        });
    }

    static AccessToken token(String value) {
        return AccessToken.of(value, Instant.now().plusSeconds(3600));
    }

    ScriptedTokens thenFailing(RuntimeException failure) {
        script = n -> {
            throw failure;
        };
        return this;
    }

    @Override
    public AccessToken getToken(TokenRequest request) {
        requests.add(request);
        return script.apply(asked.incrementAndGet());
    }

    int asked() {
        return asked.get();
    }

    List<TokenRequest> requests() {
        return requests;
    }
}
