package io.github.mailbearer.msal.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mailbearer.msal.TokenCacheKey;
import io.github.mailbearer.msal.TokenCacheStoreException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a {@link JdbcTokenCacheStore} says when the database does not do as it should. */
@Timeout(60)
class JdbcStoreFailuresTest {

    private static final TokenCacheKey KEY = new TokenCacheKey("contoso.example", "client", "noreply@contoso.example");
    private static final byte[] SECRET = "a-refresh-token-that-nobody-may-see".getBytes(UTF_8);

    private final Callable<Connection> h2 = H2.inMemory();
    private final TestPool pool = new TestPool(2, 200, h2);
    private final JdbcTokenCacheStore store = JdbcTokenCacheStore.of(pool);

    @AfterEach
    void everyConnectionCameBackAsItWas() throws SQLException {
        pool.assertAllCameBackAsTheyWere();
        pool.close();
    }

    private void sql(String statement) throws Exception {
        try (Connection connection = h2.call();
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    @Test
    void aMissingTableIsToldWithWhatCreatesIt() {
        assertThatThrownBy(() -> store.load(KEY))
                .isInstanceOf(TokenCacheStoreException.class)
                .hasCauseInstanceOf(SQLException.class)
                .hasMessageStartingWith(
                        "The row of noreply@contoso.example could not be read: the table does not exist")
                .hasMessageContaining("createSchema()")
                .hasMessageContaining("schema-postgresql.sql")
                .hasMessageContaining("the table mailbearer_token_cache");
    }

    @ParameterizedTest
    @ValueSource(strings = {"schema-postgresql.sql", "schema-h2.sql", "schema-mariadb.sql"})
    void theScriptsThatItNamesExist(String script) {
        assertThat(JdbcTokenCacheStore.class.getResource(script)).isNotNull();
    }

    @Test
    void aTableOfSomebodyElseIsToldApart() throws Exception {
        sql("CREATE TABLE mailbearer_token_cache (id INT)");

        assertThatThrownBy(() -> store.compareAndSet(KEY, 0, SECRET))
                .isInstanceOf(TokenCacheStoreException.class)
                .hasMessageContaining("has other columns");
    }

    @Test
    void whatTheDatabaseQuotesOfARowIsLeftOut() throws Exception {
        store.createSchema();
        sql("ALTER TABLE mailbearer_token_cache ALTER COLUMN content VARBINARY(8)");

        assertThatThrownBy(() -> store.compareAndSet(KEY, 0, SECRET))
                .isInstanceOf(TokenCacheStoreException.class)
                .hasMessageContaining("refused it")
                .satisfies(failure -> assertThat(printed(failure))
                        .contains("left out")
                        .doesNotContainIgnoringCase(HexFormat.of().formatHex(SECRET, 0, 8))
                        .doesNotContain("a-refresh"));
        assertThat(store.load(KEY).version()).isZero();
    }

    /** As MariaDB's driver does with dumpQueriesOnException, whatever the failure. */
    @Test
    void theDriversWordsAreLeftOutOfEveryFailure() {
        SQLException quoting = new SQLException(
                "Lock wait timeout; Query is: UPDATE t SET content = 'a-refresh-token'",
                "HY000",
                1205,
                new IllegalStateException("a-refresh-token"));
        quoting.setNextException(new SQLException("a-refresh-token"));
        DataSource source = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    throw quoting;
                });

        assertThatThrownBy(() -> JdbcTokenCacheStore.of(source).load(KEY))
                .isInstanceOf(TokenCacheStoreException.class)
                .satisfies(failure -> {
                    assertThat(printed(failure))
                            .doesNotContain("a-refresh")
                            .contains("java.sql.SQLException, caused by java.lang.IllegalStateException")
                            .contains("SQLSTATE HY000, vendor code 1205");
                    SQLException cause = (SQLException) failure.getCause();
                    assertThat(cause.getErrorCode()).isEqualTo(1205);
                    assertThat((Throwable) cause.getNextException()).isNull();
                });
    }

    @Test
    void aRowThatIsRefusedForAnotherReasonIsNotTakenForOneThatExists() throws Exception {
        store.createSchema();
        sql("ALTER TABLE mailbearer_token_cache ADD COLUMN added INT NOT NULL");

        assertThatThrownBy(() -> store.compareAndSet(KEY, 0, SECRET))
                .isInstanceOf(TokenCacheStoreException.class)
                .hasMessageContaining("refused it");
    }

    private static String printed(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void aPoolWithoutAFreeConnectionFailsInItsTimeAndNothingIsLost() throws Exception {
        store.createSchema();
        store.compareAndSet(KEY, 0, SECRET);
        try (Connection one = pool.getConnection();
                Connection other = pool.getConnection()) {
            assertThat(one).isNotSameAs(other);
            assertThatThrownBy(() -> store.compareAndSet(KEY, 1, SECRET))
                    .isInstanceOf(TokenCacheStoreException.class)
                    .hasMessageStartingWith("It is not known whether the row of noreply@contoso.example was changed")
                    .hasMessageContaining("pool");
        }

        assertThat(store.load(KEY).version()).isEqualTo(1);
    }

    @Test
    void aDatabaseThatWasShutDownIsAway() throws Exception {
        store.createSchema();
        sql("SHUTDOWN");

        assertThatThrownBy(() -> store.load(KEY)).isInstanceOf(TokenCacheStoreException.class);
    }

    @Test
    void aRowThatSomebodyKeepsLockedIsNotWaitedForWithoutABound() throws Exception {
        JdbcTokenCacheStore hasty =
                JdbcTokenCacheStore.builder(pool).timeout(Duration.ofSeconds(1)).build();
        hasty.createSchema();
        hasty.compareAndSet(KEY, 0, SECRET);
        try (Connection locking = h2.call();
                Statement statement = locking.createStatement()) {
            locking.setAutoCommit(false);
            statement.execute("UPDATE mailbearer_token_cache SET version = version");

            assertThatThrownBy(() -> hasty.compareAndSet(KEY, 1, SECRET))
                    .isInstanceOf(TokenCacheStoreException.class)
                    .hasMessageContaining("within 1 s");
        }

        assertThat(hasty.compareAndSet(KEY, 1, SECRET)).isTrue();
    }

    @Test
    void aPoolThatThrowsWhatItLikesIsReportedAllTheSame() {
        IllegalStateException closed = new IllegalStateException("pool is closed");
        DataSource broken = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    throw closed;
                });

        assertThatThrownBy(() -> JdbcTokenCacheStore.of(broken).load(KEY))
                .isInstanceOf(TokenCacheStoreException.class)
                .hasMessageContaining("data source")
                .hasCause(closed);
    }

    @Test
    void whatCannotBeCommittedIsNotKnownToBeStored() throws Exception {
        store.createSchema();
        TestPool managed = new TestPool(() -> refusingToCommit(h2.call()));

        assertThatThrownBy(() -> JdbcTokenCacheStore.of(managed).compareAndSet(KEY, 0, SECRET))
                .isInstanceOf(TokenCacheStoreException.class)
                .hasMessageContaining("not known")
                .hasMessageContaining("its own log says why");

        assertThat(store.load(KEY).version()).as("it was rolled back").isZero();
        managed.assertAllCameBackAsTheyWere();
        managed.close();
    }

    private static Connection refusingToCommit(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        return (Connection) Proxy.newProxyInstance(
                JdbcStoreFailuresTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("commit")) {
                        throw new SQLException("not in a global transaction");
                    }
                    return method.invoke(connection, arguments);
                });
    }

    @Test
    void aLeaseThatCannotBeGivenBackThrowsNothing() throws Exception {
        store.createSchema();
        var lease = store.tryLease(KEY, Duration.ofMinutes(1)).orElseThrow();
        sql("DROP TABLE mailbearer_token_cache");

        lease.close();
    }

    @Test
    void theTableMayHaveAnotherNameInAnotherSchema() throws Exception {
        sql("CREATE SCHEMA mail");
        JdbcTokenCacheStore named =
                JdbcTokenCacheStore.builder(pool).table("mail.tokens").build();
        named.createSchema();

        assertThat(named.compareAndSet(KEY, 0, SECRET)).isTrue();
        assertThat(named).hasToString("the table mail.tokens");
        assertThatThrownBy(() -> store.load(KEY)).hasMessageContaining("does not exist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b.c", "a b", "a;drop table b", "1a", "a-b", "\"a\""})
    void aTableIsNamedByLettersDigitsAndUnderscores(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcTokenCacheStore.builder(pool).table(name))
                .withMessageContaining("mailbearer_token_cache");
    }

    @Test
    void whatIsMissingOrOutOfRangeIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcTokenCacheStore.of(null))
                .withMessageContaining("source is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcTokenCacheStore.builder(pool).timeout(Duration.ofMillis(999)))
                .withMessageContaining("timeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcTokenCacheStore.builder(pool).timeout(Duration.ofMinutes(11)))
                .withMessageContaining("timeout");
    }
}
