package io.github.mailbearer.benchmarks;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.msal.EncryptionKeys;
import io.github.mailbearer.msal.EntraApplication;
import io.github.mailbearer.msal.EntraCredential;
import io.github.mailbearer.msal.MailboxConnector;
import io.github.mailbearer.msal.MsalTokenProvider;
import io.github.mailbearer.msal.TokenCacheKey;
import io.github.mailbearer.msal.TokenCacheStore;
import io.github.mailbearer.msal.store.JdbcTokenCacheStore;
import io.github.mailbearer.testkit.FakeEntra;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * Mailboxes in a store of ours, of which one has its token refreshed by each call. The rows of the others are copies of
 * its row, which nobody reads.
 */
final class StoredMailboxes implements Callable<AccessToken> {

    static final String MAILBOX = "noreply@contoso.com";
    static final String SCOPE = "https://outlook.office.com/SMTP.Send";

    private static final TokenRequest REQUEST = TokenRequest.of(MAILBOX);

    private final TokenProvider tokens;
    private AccessToken last;

    private StoredMailboxes(FakeEntra entra, TokenCacheStore store) {
        EntraApplication application = EntraApplication.builder()
                .tenantId(entra.tenantId())
                .clientId(entra.clientId())
                .credential(EntraCredential.secret(entra.clientSecret()))
                .loopbackEndpoint(entra.uri())
                .build();
        MailboxConnector.builder(application, store)
                .redirectUri(URI.create("https://shop.example/mail/connected"))
                .scopes(SCOPE)
                .build()
                .importRefreshToken(MAILBOX, entra.issueRefreshToken(MAILBOX, SCOPE));
        tokens = MsalTokenProvider.delegated(application, store);
        last = tokens.getToken(REQUEST);
    }

    static StoredMailboxes inMemory(FakeEntra entra, int mailboxes) {
        TokenCacheStore store = TokenCacheStore.inMemory();
        StoredMailboxes one = new StoredMailboxes(entra, store);
        byte[] row = store.load(key(entra, MAILBOX)).content().orElseThrow();
        for (int other = 1; other < mailboxes; other++) {
            store.compareAndSet(key(entra, "m" + other + "@contoso.com"), 0, row);
        }
        return one.among(mailboxes, entra, store);
    }

    private static TokenCacheKey key(FakeEntra entra, String mailbox) {
        return new TokenCacheKey(entra.tenantId(), entra.clientId(), mailbox);
    }

    /** In a database in memory, encrypted; it lasts as long as the process. */
    static StoredMailboxes inH2(FakeEntra entra, int mailboxes) throws SQLException {
        JdbcConnectionPool pool =
                JdbcConnectionPool.create("jdbc:h2:mem:mailboxes" + mailboxes + ";DB_CLOSE_DELAY=-1", "sa", "");
        JdbcTokenCacheStore table = JdbcTokenCacheStore.of(pool);
        table.createSchema();
        TokenCacheStore store =
                TokenCacheStore.encrypted(table, EncryptionKeys.parse(EncryptionKeys.generate("2026-11")));
        StoredMailboxes one = new StoredMailboxes(entra, store);
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO mailbearer_token_cache"
                    + " (tenant_id, client_id, mailbox, version, content, updated_at)"
                    + " SELECT tenant_id, client_id, 'm' || x || '@contoso.com', version, content, updated_at"
                    + " FROM mailbearer_token_cache, SYSTEM_RANGE(1, " + (mailboxes - 1) + ")");
        }
        return one.among(mailboxes, entra, store);
    }

    private StoredMailboxes among(int mailboxes, FakeEntra entra, TokenCacheStore store) {
        int stored = store.list(entra.tenantId(), entra.clientId()).size();
        if (stored != mailboxes) {
            throw new IllegalStateException(stored + " mailboxes are stored, not " + mailboxes);
        }
        return this;
    }

    @Override
    public AccessToken call() {
        last = tokens.renewToken(REQUEST, last);
        return last;
    }
}
