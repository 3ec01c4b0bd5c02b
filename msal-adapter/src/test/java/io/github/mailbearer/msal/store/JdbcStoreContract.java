package io.github.mailbearer.msal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.msal.TokenCacheKey;
import io.github.mailbearer.msal.TokenCacheStore;
import io.github.mailbearer.msal.TokenCacheStoreContract;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a {@link JdbcTokenCacheStore} keeps to with each database, each kind of commit and each isolation level. */
abstract class JdbcStoreContract extends TokenCacheStoreContract {

    private static final AtomicInteger TABLES = new AtomicInteger();
    private static final TokenCacheKey KEY = new TokenCacheKey("contoso.example", "client", "noreply@contoso.example");

    private final String table = "tokens_" + TABLES.incrementAndGet();
    private TestPool pool;

    /** How to connect to the database of this test. */
    abstract Callable<Connection> connect();

    @BeforeEach
    void createSchema() {
        pool = new TestPool(connect());
        store().createSchema();
    }

    @AfterEach
    void everyConnectionCameBackAsItWas() throws Exception {
        pool.assertAllCameBackAsTheyWere();
        pool.close();
    }

    private JdbcTokenCacheStore store() {
        return JdbcTokenCacheStore.builder(pool).table(table).build();
    }

    @Override
    protected TokenCacheStore open() {
        return store();
    }

    @Test
    void theSchemaIsCreatedOnce() {
        store().compareAndSet(KEY, 0, new byte[] {1});

        store().createSchema();

        assertThat(store().load(KEY).version()).isEqualTo(1);
    }

    @Test
    void aLeaseEndsByItself() {
        assertThat(store().tryLease(KEY, Duration.ZERO)).isPresent();

        assertThat(store().tryLease(KEY, Duration.ofMinutes(1)))
                .as("with a row that the first lease left")
                .isPresent();
        assertThat(store().tryLease(KEY, Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void whoComesTooLateToGiveALeaseBackTakesItFromNobody() {
        TokenCacheStore.Lease late = store().tryLease(KEY, Duration.ZERO).orElseThrow();
        assertThat(store().tryLease(KEY, Duration.ofMinutes(1))).isPresent();

        late.close();

        assertThat(store().tryLease(KEY, Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void aLeaseChangesNoVersion() {
        store().compareAndSet(KEY, 0, new byte[] {1});

        try (TokenCacheStore.Lease lease =
                store().tryLease(KEY, Duration.ofMinutes(1)).orElseThrow()) {
            assertThat(lease).isNotNull();
            assertThat(store().load(KEY).version()).isEqualTo(1);
        }

        assertThat(store().compareAndSet(KEY, 1, new byte[] {2})).isTrue();
    }

    @Test
    void aLeaseOnNoRowLeavesNoneBehind() {
        store().tryLease(KEY, Duration.ofMinutes(1)).orElseThrow().close();

        assertThat(store().purge(KEY, 0)).isTrue();
        assertThat(store().compareAndSet(KEY, 0, new byte[] {1})).isTrue();
        assertThat(store().load(KEY).version()).isEqualTo(1);
    }
}
