package io.github.mailbearer.msal.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.OptionalInt;
import javax.sql.DataSource;

/** A connection from a pool, which gets it back as it was. */
final class LentConnection implements AutoCloseable {

    /** So that the database, or its driver, gets to say that a statement takes too long before the socket does. */
    private static final int GRACE_MILLIS = 2_000;

    private final Connection connection;
    private final Duration timeout;
    private final OptionalInt networkTimeoutBefore;

    private LentConnection(Connection connection, Duration timeout, OptionalInt networkTimeoutBefore) {
        this.connection = connection;
        this.timeout = timeout;
        this.networkTimeoutBefore = networkTimeoutBefore;
    }

    static LentConnection from(DataSource source, Duration timeout) throws SQLException {
        Connection connection = source.getConnection();
        try {
            return new LentConnection(connection, timeout, bound(connection, timeout));
        } catch (SQLException | RuntimeException e) {
            try (connection) {
                throw e;
            }
        }
    }

    /** Bounds each wait for the network, and tells the bound before. */
    private static OptionalInt bound(Connection connection, Duration timeout) throws SQLException {
        try {
            int before = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, (int) timeout.toMillis() + GRACE_MILLIS);
            return OptionalInt.of(before);
        } catch (SQLFeatureNotSupportedException boundedByTheDriver) {
            return OptionalInt.empty();
        }
    }

    DatabaseKind kind() throws SQLException {
        return DatabaseKind.of(connection);
    }

    /** A key counts as three parameters. */
    BoundedStatement prepare(String sql, Object... parameters) throws SQLException {
        return BoundedStatement.of(connection, sql, timeout, parameters);
    }

    /** Does something, and commits it if the connection does not do so by itself. */
    <T> T transact(Database.Work<T> work) throws SQLException {
        if (connection.getAutoCommit()) {
            return work.with(this);
        }
        try {
            T result = work.with(this);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            rollBack(e);
            throw e;
        }
    }

    private void rollBack(Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            if (networkTimeoutBefore.isPresent() && !connection.isClosed()) {
                connection.setNetworkTimeout(Runnable::run, networkTimeoutBefore.getAsInt());
            }
        }
    }
}
