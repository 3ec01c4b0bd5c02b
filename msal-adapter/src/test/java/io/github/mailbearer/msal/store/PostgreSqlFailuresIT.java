package io.github.mailbearer.msal.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mailbearer.msal.TokenCacheKey;
import io.github.mailbearer.msal.TokenCacheStoreException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A PostgreSQL that goes down, hangs up, hangs, or does not let us: it is told so, in time, and nothing is lost. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PostgreSqlFailuresIT {

    @RegisterExtension
    static final PostgreSql POSTGRESQL = new PostgreSql();

    private static final TokenCacheKey KEY = new TokenCacheKey("contoso.example", "client", "noreply@contoso.example");
    private static final byte[] CONTENT = "content".getBytes(UTF_8);

    private final TestPool pool = new TestPool(1, 5_000, POSTGRESQL.connect());
    private final JdbcTokenCacheStore store =
            JdbcTokenCacheStore.builder(pool).timeout(Duration.ofSeconds(1)).build();

    @BeforeEach
    void aRow() throws Exception {
        sql("DROP TABLE IF EXISTS mailbearer_token_cache");
        store.createSchema();
        store.compareAndSet(KEY, 0, CONTENT);
    }

    @AfterEach
    void everyConnectionCameBackAsItWas() throws Exception {
        pool.assertAllCameBackAsTheyWere();
        pool.close();
    }

    private static void sql(String statement) throws Exception {
        try (Connection connection = POSTGRESQL.connect().call();
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    @Test
    void aDatabaseThatIsDownIsAwayUntilItIsBack() throws Exception {
        POSTGRESQL.stop();
        try {
            assertThatThrownBy(() -> store.load(KEY))
                    .isInstanceOf(TokenCacheStoreException.class)
                    .hasMessageContaining("away");
            assertThatThrownBy(() -> store.compareAndSet(KEY, 1, CONTENT))
                    .isInstanceOf(TokenCacheStoreException.class)
                    .hasMessageContaining("away");
        } finally {
            POSTGRESQL.start();
        }

        assertThat(store.load(KEY).version()).isEqualTo(1);
        assertThat(store.compareAndSet(KEY, 1, CONTENT)).isTrue();
    }

    @Test
    void aConnectionThatIsDroppedInTheMiddleOfAChangeChangesNothing() throws Exception {
        try (Connection locking = locked()) {
            Future<?> change = inTheBackground(() -> store.compareAndSet(KEY, 1, CONTENT));
            terminateWhoWaits(locking);

            assertThatThrownBy(change::get)
                    .hasCauseInstanceOf(TokenCacheStoreException.class)
                    .hasMessageContaining("away");
        }

        assertThat(store.load(KEY).version()).isEqualTo(1);
        assertThat(store.compareAndSet(KEY, 1, CONTENT)).isTrue();
    }

    private static Connection locked() throws Exception {
        Connection locking = POSTGRESQL.connect().call();
        locking.setAutoCommit(false);
        try (Statement statement = locking.createStatement()) {
            statement.execute("SELECT 1 FROM mailbearer_token_cache FOR UPDATE");
        }
        return locking;
    }

    private static <T> Future<T> inTheBackground(Callable<T> work) {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            return thread.submit(work);
        } finally {
            thread.shutdown();
        }
    }

    private static void terminateWhoWaits(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int terminated = 0;
            while (terminated == 0) {
                try (ResultSet rows = statement.executeQuery(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")) {
                    terminated = rows.next() ? 1 : 0;
                }
            }
        }
    }

    @Test
    void aRowThatSomebodyKeepsLockedIsNotWaitedForWithoutABound() throws Exception {
        try (Connection locking = locked()) {
            assertThat(locking.isValid(1)).isTrue();
            assertThatThrownBy(() -> store.compareAndSet(KEY, 1, CONTENT))
                    .isInstanceOf(TokenCacheStoreException.class)
                    .hasMessageContaining("within 1 s");
            assertThat(store.load(KEY).version()).as("who reads is not held up").isEqualTo(1);
        }
    }

    @Test
    void aDatabaseThatFallsSilentIsNotWaitedForWithoutABound() throws Exception {
        long process = theOnlyProcess();
        signal("-STOP", process);
        try {
            assertThatThrownBy(() -> store.load(KEY))
                    .isInstanceOf(TokenCacheStoreException.class)
                    .hasMessageContaining("away");
        } finally {
            signal("-CONT", process);
        }

        assertThat(store.load(KEY).version()).isEqualTo(1);
    }

    private long theOnlyProcess() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void signal(String name, long process) throws Exception {
        new ProcessBuilder("kill", name, Long.toString(process))
                .inheritIO()
                .start()
                .waitFor();
    }

    @Test
    void aUserWithoutRightsLearnsWhichItNeeds() throws Exception {
        sql("DROP ROLE IF EXISTS guest");
        sql("CREATE ROLE guest LOGIN PASSWORD 'guest'");
        try (TestPool guests = new TestPool(() -> DriverManager.getConnection(POSTGRESQL.url(), "guest", "guest"))) {
            assertThatThrownBy(() -> JdbcTokenCacheStore.of(guests).load(KEY))
                    .isInstanceOf(TokenCacheStoreException.class)
                    .hasMessageContaining("Grant SELECT, INSERT, UPDATE and DELETE on mailbearer_token_cache");
        }
        try (TestPool strangers = new TestPool(() -> DriverManager.getConnection(POSTGRESQL.url(), "guest", "wrong"))) {
            assertThatThrownBy(() -> JdbcTokenCacheStore.of(strangers).load(KEY))
                    .isInstanceOf(TokenCacheStoreException.class)
                    .hasMessageContaining("refuses the user or the password");
        }
    }

    @Test
    void aReplicaIsNotWrittenTo() throws Exception {
        Callable<Connection> readOnly = () -> {
            Connection connection = POSTGRESQL.connect().call();
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            return connection;
        };
        try (TestPool replica = new TestPool(readOnly)) {
            assertThat(JdbcTokenCacheStore.of(replica).load(KEY).version()).isEqualTo(1);
            assertThatThrownBy(() -> JdbcTokenCacheStore.of(replica).compareAndSet(KEY, 1, CONTENT))
                    .isInstanceOf(TokenCacheStoreException.class)
                    .hasMessageContaining("read only");
        }
    }

    @Test
    void sixteenNodesMayCreateTheTableAtOnce() throws Exception {
        sql("DROP TABLE mailbearer_token_cache");
        CountDownLatch together = new CountDownLatch(1);
        try (TestPool wide = new TestPool(16, 5_000, POSTGRESQL.connect())) {
            List<Future<Object>> nodes = IntStream.range(0, 16)
                    .mapToObj(node -> inTheBackground(() -> {
                        together.await();
                        JdbcTokenCacheStore.of(wide).createSchema();
                        return null;
                    }))
                    .toList();
            together.countDown();
            for (Future<Object> node : nodes) {
                node.get();
            }
        }

        assertThat(store.compareAndSet(KEY, 0, CONTENT)).isTrue();
    }
}
