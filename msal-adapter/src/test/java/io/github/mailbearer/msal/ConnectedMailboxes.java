package io.github.mailbearer.msal;

import com.microsoft.aad.msal4j.RefreshTokenParameters;
import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.testkit.FakeEntra;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Mailboxes that were connected to the application a fake Entra knows, and providers for them, on one clock. */
final class ConnectedMailboxes implements AutoCloseable {

    static final String MAILBOX = "noreply@contoso.com";
    static final String SMTP = "https://outlook.office.com/SMTP.Send";
    static final String IMAP = "https://outlook.office.com/IMAP.AccessAsUser.All";
    static final TokenRequest REQUEST = TokenRequest.of(MAILBOX);

    private static final MovableClock CLOCK = new MovableClock();

    /** One for all tests: it takes longer to start than most of them to run. */
    private static final FakeEntra ENTRA = FakeEntra.builder().clock(CLOCK).start();

    final MovableClock clock = CLOCK;
    final FakeEntra entra = ENTRA;
    final WatchedStore store = new WatchedStore();
    final EntraApplication application = Applications.of(entra).build();
    final Connections connections = new Connections(application, TokenCacheStore.unencrypted(store));
    final List<Duration> pauses = new CopyOnWriteArrayList<>();

    /** Secrets that were seen so far. */
    final List<String> secrets = new ArrayList<>();

    private int requestsBefore;

    ConnectedMailboxes() {
        connect(MAILBOX, SMTP, IMAP);
    }

    MsalTokenProvider provider() {
        return provider(pauses::add);
    }

    /** Another process, as far as the store can tell. */
    MsalTokenProvider provider(Pauses.Sleeper sleeper) {
        return MsalTokenProvider.delegated(application, TokenCacheStore.unencrypted(store), clock, sleeper);
    }

    TokenCacheKey key() {
        return connections.key(MAILBOX);
    }

    Connections.Stored row() {
        StoredTokenCache row = store.rows.load(key());
        return new Connections.Stored(
                row.version(), row.content().map(ConnectionJson::read).orElse(null));
    }

    String refreshToken() {
        return row().connection().refreshToken().orElseThrow();
    }

    /** Writes a row as another process does. */
    void write(Connection connection) {
        if (!store.rows.compareAndSet(key(), row().version(), ConnectionJson.write(connection))) {
            throw new AssertionError("the row changed meanwhile");
        }
    }

    /** What another process gets by the refresh token in the row, and has not saved yet. */
    Rotation redeemElsewhere() {
        Wanted wanted = new Wanted(key(), Set.of(), Duration.ZERO, null, null);
        return new Redemption(application, clock).redeem(row().connection(), refreshToken(), wanted);
    }

    void saveElsewhere(Rotation rotation) {
        write(rotation.of(row().connection()));
    }

    /** Connects a mailbox; the request that it takes is not counted. */
    void connect(String mailbox, String... scopes) {
        entra.addAccount(mailbox);
        Set<String> granted = Set.of(scopes);
        MsalRequests.Acquired acquired = new MsalRequests(application, clock)
                .acquire(
                        entra.tenantId(),
                        new Failures(Asked.inItsOwnName(application, Set.of())),
                        msal -> msal.acquireToken(
                                RefreshTokenParameters.builder(granted, entra.issueRefreshToken(mailbox, scopes))
                                        .build()));
        Connection.Account account = new Connection.Account(
                acquired.result().account().homeAccountId(),
                acquired.result().account().environment(),
                acquired.result().account().username(),
                entra.tenantId());
        Connection connection = Connection.of(
                account,
                granted,
                clock.instant(),
                MsalCache.of(acquired.cache())
                        .only(account.id(), entra.clientId())
                        .serialized(),
                new Connection.HeldToken(
                        granted,
                        acquired.token().value(),
                        clock.instant(),
                        clock.instant().plus(Duration.ofMinutes(48)),
                        acquired.token().expiresAt()));
        TokenCacheKey key = connections.key(mailbox);
        long version = store.rows.load(key).version();
        if (!store.rows.compareAndSet(key, version, ConnectionJson.write(connection))) {
            throw new AssertionError("the row changed meanwhile");
        }
        requestsBefore = entra.tokenRequestCount();
    }

    /** The token requests since the last mailbox was connected. */
    int requests() {
        return entra.tokenRequestCount() - requestsBefore;
    }

    @Override
    public void close() {
        entra.reset();
    }
}
