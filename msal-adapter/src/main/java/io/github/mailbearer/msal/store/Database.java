package io.github.mailbearer.msal.store;

import io.github.mailbearer.msal.TokenCacheKey;
import io.github.mailbearer.msal.TokenCacheStoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;
import javax.sql.DataSource;

/** Runs statements, each in a transaction of its own that is over when the statement is, and none without a bound. */
final class Database {

    private final DataSource source;
    private final TokenTable table;
    private final Duration timeout;

    Database(DataSource source, TokenTable table, Duration timeout) {
        this.source = source;
        this.table = table;
        this.timeout = timeout;
    }

    /** Reads rows. */
    <T> T query(String failure, String sql, Answer<T> answer, Object... parameters) {
        return run(failure, lent -> {
            try (BoundedStatement statement = lent.prepare(sql, parameters)) {
                return answer.read(statement.query());
            }
        });
    }

    /** Changes rows and tells how many. */
    int update(String failure, Function<DatabaseKind, String> sql, Object... parameters) {
        return run(failure, lent -> {
            try (BoundedStatement statement = lent.prepare(sql.apply(lent.kind()), parameters)) {
                return statement.update();
            }
        });
    }

    /** Adds a row unless there is one. */
    boolean insert(String failure, TokenCacheKey key, Function<DatabaseKind, String> sql, Object... parameters) {
        try {
            return update(failure, sql, parameters) == 1;
        } catch (TokenCacheStoreException e) {
            if (DatabaseFailures.isConstraintViolation(e) && query(failure, table.exists(), ResultSet::next, key)) {
                return false;
            }
            throw e;
        }
    }

    /** Once more if the database, which has undone the work then, asks for that. */
    private <T> T run(String failure, Work<T> work) {
        long end = System.nanoTime() + timeout.toNanos();
        while (true) {
            try (LentConnection lent = LentConnection.from(source, timeout)) {
                return lent.transact(work);
            } catch (SQLException e) {
                if (!DatabaseFailures.asksForAnotherTry(e) || System.nanoTime() - end > 0) {
                    throw DatabaseFailures.of(failure, table, timeout, e);
                }
            } catch (RuntimeException e) {
                throw new TokenCacheStoreException(
                        failure + ": the data source or its driver failed, see the cause", e);
            }
        }
    }

    /** What to do with a connection. */
    @FunctionalInterface
    interface Work<T> {

        T with(LentConnection lent) throws SQLException;
    }

    /** What to make of rows. */
    @FunctionalInterface
    interface Answer<T> {

        T read(ResultSet rows) throws SQLException;
    }
}
