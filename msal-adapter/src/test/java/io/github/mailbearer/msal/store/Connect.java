package io.github.mailbearer.msal.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;

/** How a pool under test comes by its connections. */
final class Connect {

    private Connect() {}

    /** Connections that want to be committed, at an isolation level. */
    static Callable<Connection> committing(int isolation, Callable<Connection> connect) {
        return () -> {
            Connection connection = isolated(isolation, connect).call();
            connection.setAutoCommit(false);
            return connection;
        };
    }

    /** Connections that commit by themselves, at an isolation level. */
    static Callable<Connection> isolated(int isolation, Callable<Connection> connect) {
        return () -> {
            Connection connection = connect.call();
            try {
                connection.setTransactionIsolation(isolation);
                return connection;
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        };
    }
}
