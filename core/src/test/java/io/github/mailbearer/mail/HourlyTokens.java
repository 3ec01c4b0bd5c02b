package io.github.mailbearer.mail;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.CachingTokenProvider;
import io.github.mailbearer.testkit.AcceptedTokens;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Tokens that live for an hour of a clock that the test moves, and the servers' view of them. */
final class HourlyTokens implements AutoCloseable {

    final AcceptedTokens accepted;
    final CachingTokenProvider cache;
    private final String prefix;
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger issued = new AtomicInteger();
    private volatile Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private volatile @Nullable RuntimeException failure;

    HourlyTokens() {
        this("token-");
    }

    /** Tokens that begin like this, so that they may be long or easily found. */
    HourlyTokens(String prefix) {
        this.prefix = prefix;
        accepted = AcceptedTokens.of(prefix + 1);
        cache = CachingTokenProvider.builder(request -> issue())
                .clock(() -> now)
                .executor(Runnable::run)
                .build();
    }

    private AccessToken issue() {
        asked.incrementAndGet();
        RuntimeException reason = failure;
        if (reason != null) {
            throw reason;
        }
        return AccessToken.of(prefix + issued.incrementAndGet(), now.plusSeconds(3600));
    }

    /** Moves the clock past the end of the present token, which servers refuse from now on. */
    void rollOver() {
        now = now.plusSeconds(3601);
        accepted.only(prefix + (issued.get() + 1));
    }

    /** Lets servers refuse the present token before its time, and take only the next, a minute later. */
    void revoke() {
        now = now.plusSeconds(60);
        accepted.only(prefix + (issued.get() + 1));
    }

    /** Lets the identity provider fail from now on. */
    void failWith(RuntimeException reason) {
        failure = reason;
    }

    /** How often the identity provider was asked. */
    int asked() {
        return asked.get();
    }

    Instant now() {
        return now;
    }

    int issued() {
        return issued.get();
    }

    @Override
    public void close() {
        cache.close();
    }
}
