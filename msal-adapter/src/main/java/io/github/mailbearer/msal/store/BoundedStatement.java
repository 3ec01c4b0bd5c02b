package io.github.mailbearer.msal.store;

import io.github.mailbearer.msal.TokenCacheKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** A statement that the driver ends when it takes too long. */
final class BoundedStatement implements AutoCloseable {

    private final PreparedStatement statement;
    private final int timeoutBefore;

    private BoundedStatement(PreparedStatement statement, int timeoutBefore) {
        this.statement = statement;
        this.timeoutBefore = timeoutBefore;
    }

    static BoundedStatement of(Connection connection, String sql, Duration timeout, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        BoundedStatement bounded = new BoundedStatement(statement, statement.getQueryTimeout());
        statement.setQueryTimeout(Math.toIntExact(timeout.toSeconds()));
        int next = 1;
        for (Object parameter : parameters) {
            for (Object column : columns(parameter)) {
                statement.setObject(next++, column);
            }
        }
        return bounded;
    }

    private static List<Object> columns(Object parameter) {
        return parameter instanceof TokenCacheKey key
                ? List.of(key.tenantId(), key.clientId(), key.mailbox())
                : List.of(parameter);
    }

    ResultSet query() throws SQLException {
        return statement.executeQuery();
    }

    int update() throws SQLException {
        return statement.executeUpdate();
    }

    /** To H2 the time is one of the connection, which goes back to the pool. */
    @Override
    public void close() throws SQLException {
        try (statement) {
            if (!statement.isClosed()) {
                statement.setQueryTimeout(timeoutBefore);
            }
        }
    }
}
