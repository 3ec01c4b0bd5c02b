package io.github.mailbearer.msal.store;

import io.github.mailbearer.msal.StoredTokenCache;
import io.github.mailbearer.msal.TokenCacheKey;
import io.github.mailbearer.msal.TokenCacheStore;
import io.github.mailbearer.msal.TokenCacheStoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Rows in a table of a database, which the processes of a fleet share: PostgreSQL, H2 or MariaDB.
 *
 * <pre>{@code
 * JdbcTokenCacheStore table = JdbcTokenCacheStore.of(dataSource);
 * table.createSchema(); // or run schema-postgresql.sql, which is beside this class
 * TokenCacheStore store = TokenCacheStore.encrypted(table, EncryptionKeys.fromFile(keyFile));
 * }</pre>
 *
 * <p>Each change is a transaction of its own, committed before a method returns, because what Entra did cannot be rolled
 * back. Therefore the data source must give connections of its own, not the one of a transaction that is under way: with
 * Spring the pool itself, not a {@code TransactionAwareDataSourceProxy}; in Jakarta EE a data source outside of JTA. It
 * does not matter whether they commit by themselves, nor at which isolation level. They go back as they came.
 *
 * <p>A pool must not wait for a connection without a bound; ours is for what comes after. Leases run by the clock of the
 * database, so that those of the nodes need not agree.
 *
 * <p>Safe for use by several threads. No monitor is held while the database works.
 */
public final class JdbcTokenCacheStore implements TokenCacheStore {

    private final Database database;
    private final TokenTable table;
    private final JdbcLeases leases;

    private JdbcTokenCacheStore(Builder builder) {
        table = builder.table;
        database = new Database(builder.source, table, builder.timeout);
        leases = new JdbcLeases(database, table);
    }

    /**
     * A store in the table {@code mailbearer_token_cache}.
     *
     * @param source where connections come from, a pool
     * @return the store; wrap it in {@link TokenCacheStore#encrypted}
     */
    public static JdbcTokenCacheStore of(DataSource source) {
        return builder(source).build();
    }

    /**
     * A builder, for a table of another name or another bound.
     *
     * @param source where connections come from, a pool
     * @return the builder
     */
    public static Builder builder(DataSource source) {
        return new Builder(source);
    }

    /**
     * Creates the table if it does not exist yet. Several nodes may do so at once. For a database whose tables others
     * create there are the scripts {@code schema-postgresql.sql}, {@code schema-h2.sql} and {@code schema-mariadb.sql}
     * beside this class.
     *
     * @throws TokenCacheStoreException if it cannot be created
     */
    public void createSchema() {
        try {
            createTable();
        } catch (TokenCacheStoreException perhapsBecauseAnotherNodeCreatedItMeanwhile) {
            try {
                createTable();
            } catch (TokenCacheStoreException e) {
                e.addSuppressed(perhapsBecauseAnotherNodeCreatedItMeanwhile);
                throw e;
            }
        }
    }

    private void createTable() {
        database.update("The table could not be created", kind -> kind.schema(table));
    }

    @Override
    public StoredTokenCache load(TokenCacheKey key) {
        return database.query(
                "The row of " + key.mailbox() + " could not be read",
                table.load(),
                rows -> rows.next() ? row(rows) : StoredTokenCache.absent(),
                key);
    }

    private static StoredTokenCache row(ResultSet row) throws SQLException {
        long version = row.getLong(1);
        byte @Nullable [] content = row.getBytes(2);
        if (version == 0) {
            return StoredTokenCache.absent();
        }
        return content == null ? StoredTokenCache.tombstone(version) : StoredTokenCache.of(version, content);
    }

    @Override
    public boolean compareAndSet(TokenCacheKey key, long expectedVersion, byte[] content) {
        if (expectedVersion < 0) {
            throw new IllegalArgumentException("expectedVersion is " + expectedVersion
                    + ": give the version that was read, 0 if there was no row");
        }
        return expectedVersion == 0 ? first(key, content) : replace(key, expectedVersion, content);
    }

    /** A lease on no row is a row of version 0, which comes and goes. */
    private boolean first(TokenCacheKey key, byte[] content) {
        return replace(key, 0, content)
                || database.insert(unknown(key), key, kind -> table.insert(), key, content)
                || replace(key, 0, content);
    }

    private boolean replace(TokenCacheKey key, long expectedVersion, byte[] content) {
        return database.update(unknown(key), kind -> table.replace(), content, key, expectedVersion) == 1;
    }

    @Override
    public boolean delete(TokenCacheKey key) {
        return database.update(unknown(key), kind -> table.delete(), key) == 1;
    }

    @Override
    public boolean purge(TokenCacheKey key, long expectedVersion) {
        return database.update(unknown(key), kind -> table.purge(), key, expectedVersion) == 1
                || load(key).version() == 0;
    }

    private static String unknown(TokenCacheKey key) {
        return "It is not known whether the row of " + key.mailbox() + " was changed";
    }

    @Override
    public List<TokenCacheKey> list(String tenantId, String clientId) {
        String tenant = tenantId.toLowerCase(Locale.ROOT);
        String client = clientId.toLowerCase(Locale.ROOT);
        return database.query(
                "The mailboxes of application " + client + " could not be listed",
                table.list(),
                rows -> keys(tenant, client, rows),
                tenant,
                client);
    }

    /** In our order, because each database has one of its own. */
    private static List<TokenCacheKey> keys(String tenant, String client, ResultSet rows) throws SQLException {
        List<TokenCacheKey> keys = new ArrayList<>();
        while (rows.next()) {
            keys.add(new TokenCacheKey(tenant, client, rows.getString(1)));
        }
        keys.sort(Comparator.comparing(TokenCacheKey::mailbox));
        return List.copyOf(keys);
    }

    @Override
    public Optional<Lease> tryLease(TokenCacheKey key, Duration time) {
        return leases.tryLease(key, time);
    }

    @Override
    public String toString() {
        return table.toString();
    }

    /** What may be decided about a {@link JdbcTokenCacheStore}. */
    public static final class Builder {

        private static final Duration LONGEST = Duration.ofMinutes(10);
        private static final Pattern TABLE = Pattern.compile("([A-Za-z_]\\w{0,62}\\.)?[A-Za-z_]\\w{0,62}");

        private final DataSource source;
        private TokenTable table = new TokenTable(TokenTable.DEFAULT_NAME);
        private Duration timeout = Duration.ofSeconds(10);

        private Builder(@Nullable DataSource source) {
            if (source == null) {
                throw new IllegalArgumentException("source is missing: give the DataSource of a connection pool");
            }
            this.source = source;
        }

        /**
         * Names the table, {@code mailbearer_token_cache} unless set.
         *
         * @param name its name, after that of its schema and a dot if wanted
         * @return this builder
         * @throws IllegalArgumentException if the name has another form
         */
        public Builder table(String name) {
            if (name == null || !TABLE.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "table has another form: give a name of letters, digits and underscores,"
                                + " such as mailbearer_token_cache or mail.tokens");
            }
            table = new TokenTable(name);
            return this;
        }

        /**
         * Bounds how long a statement may take, 10 seconds unless set. Waiting for a connection is bounded by the pool.
         *
         * @param longest from a second to ten minutes
         * @return this builder
         * @throws IllegalArgumentException for any other time
         */
        public Builder timeout(Duration longest) {
            if (longest == null || longest.toSeconds() < 1 || longest.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("timeout is " + longest + ": give a second to ten minutes");
            }
            timeout = longest;
            return this;
        }

        /**
         * Makes the store. The database is not asked yet.
         *
         * @return the store; wrap it in {@link TokenCacheStore#encrypted}
         */
        public JdbcTokenCacheStore build() {
            return new JdbcTokenCacheStore(this);
        }
    }
}
