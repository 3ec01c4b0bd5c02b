package io.github.mailbearer.examples;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.CachingTokenProvider;
import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.mail.MailProtocol;
import io.github.mailbearer.mail.MailServer;
import io.github.mailbearer.mail.OAuth2Sessions;
import io.github.mailbearer.mail.TransportSecurity;
import io.github.mailbearer.testkit.AcceptedTokens;
import io.github.mailbearer.testkit.FakeMailServer;
import jakarta.mail.Session;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Tokens of an hour that a test lets pass, and Sessions that sign in with them. */
final class RollingTokens implements TokenProvider, AutoCloseable {

    private final AcceptedTokens accepted = AcceptedTokens.of("token-1");
    private final AtomicInteger issued = new AtomicInteger();
    private final CachingTokenProvider cache;
    private volatile Instant now;
    private volatile @Nullable RuntimeException failure;

    /** The first token is got at this time. */
    RollingTokens(Instant start) {
        now = start;
        cache = CachingTokenProvider.builder(this).clock(() -> now).build();
    }

    @Override
    public AccessToken getToken(TokenRequest request) {
        if (failure != null) {
            throw failure;
        }
        return AccessToken.of("token-" + issued.incrementAndGet(), now.plusSeconds(3600));
    }

    AcceptedTokens accepted() {
        return accepted;
    }

    int issued() {
        return issued.get();
    }

    /** Lets the present token end; from now on servers take the next one only. */
    void rollOver() {
        now = now.plusSeconds(3600);
        accepted.only("token-" + (issued.get() + 1));
    }

    void fail(RuntimeException with) {
        failure = with;
    }

    Session session(MailProtocol protocol, FakeMailServer server) {
        return OAuth2Sessions.builder(cache)
                .server(MailServer.of(protocol, server.host(), server.port(), TransportSecurity.STARTTLS))
                .sslContext(server.clientContext())
                .user(FakeTenant.MAILBOX)
                .build();
    }

    @Override
    public void close() {
        cache.close();
    }
}
