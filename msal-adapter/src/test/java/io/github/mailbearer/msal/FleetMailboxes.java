package io.github.mailbearer.msal;

import com.microsoft.aad.msal4j.RefreshTokenParameters;
import io.github.mailbearer.testkit.FakeEntra;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Mailboxes in a store that several nodes share, connected to the application that a fake Entra knows. */
final class FleetMailboxes {

    static final Duration LIFETIME = Duration.ofHours(1);

    private static final Set<String> SCOPES = Set.of("https://outlook.office.com/SMTP.Send");

    final MovableClock clock = new MovableClock();
    final FakeEntra entra = FakeEntra.builder().clock(clock).start();
    final EntraApplication application = Applications.of(entra).build();
    private final Connections connections;

    FleetMailboxes(TokenCacheStore store) {
        connections = new Connections(application, store);
    }

    TokenCacheKey key(String mailbox) {
        return connections.mailboxKey(mailbox);
    }

    /** Connects a mailbox; its access token is due at once. */
    void connect(String mailbox) {
        entra.addAccount(mailbox);
        String refreshToken = entra.issueRefreshToken(mailbox, SCOPES.toArray(String[]::new));
        MsalRequests.Acquired acquired = new MsalRequests(application, clock)
                .acquire(
                        entra.tenantId(),
                        new Failures(Asked.inItsOwnName(application, Set.of())),
                        msal -> msal.acquireToken(RefreshTokenParameters.builder(SCOPES, refreshToken)
                                .build()));
        Connection.Account account = new Connection.Account(
                acquired.result().account().homeAccountId(),
                acquired.result().account().environment(),
                mailbox,
                entra.tenantId());
        String cache = MsalCache.of(acquired.cache())
                .only(account.id(), entra.clientId())
                .serialized();
        Instant now = clock.instant();
        Connection.HeldToken due = new Connection.HeldToken(
                SCOPES, acquired.token().value(), now.minus(LIFETIME), now, now.plus(LIFETIME));
        if (!connections.save(key(mailbox), 0, Connection.of(account, SCOPES, now, cache, due))) {
            throw new AssertionError("there is a row already");
        }
    }

    String refreshToken(String mailbox) {
        return connections.load(key(mailbox)).connection().refreshToken().orElseThrow();
    }

    MsalTokenProvider node(TokenCacheStore store, Pauses.Sleeper sleeper) {
        return MsalTokenProvider.delegated(application, store, clock, sleeper);
    }
}
