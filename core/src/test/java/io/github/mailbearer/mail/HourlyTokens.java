package io.github.mailbearer.mail;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.CachingTokenProvider;
import io.github.mailbearer.testkit.AcceptedTokens;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** Tokens that live for an hour of a clock that the test moves, and the servers' view of them. */
final class HourlyTokens implements AutoCloseable {

    final AcceptedTokens accepted = AcceptedTokens.of("token-1");
    final CachingTokenProvider cache;
    private final AtomicInteger issued = new AtomicInteger();
    private volatile Instant now = Instant.parse("2026-11-22T12:00:00Z");

    HourlyTokens() {
        cache = CachingTokenProvider.builder(
                        request -> AccessToken.of("token-" + issued.incrementAndGet(), now.plusSeconds(3600)))
                .clock(() -> now)
                .executor(Runnable::run)
                .build();
    }

    /** Moves the clock past the end of the present token, which servers refuse from now on. */
    void rollOver() {
        now = now.plusSeconds(3601);
        accepted.only("token-" + (issued.get() + 1));
    }

    /** Lets servers refuse the present token before its time, and take only the next, a minute later. */
    void revoke() {
        now = now.plusSeconds(60);
        accepted.only("token-" + (issued.get() + 1));
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
