package io.github.mailbearer.msal.store;

import java.sql.Connection;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The store in PostgreSQL. */
class PostgreSqlStoreIT {

    @RegisterExtension
    static final PostgreSql POSTGRESQL = new PostgreSql();

    @Nested
    class AsItIs extends JdbcStoreContract {

        @Override
        Callable<Connection> connect() {
            return POSTGRESQL.connect();
        }
    }

    @Nested
    class Committing extends JdbcStoreContract {

        @Override
        Callable<Connection> connect() {
            return Connect.committing(Connection.TRANSACTION_READ_COMMITTED, POSTGRESQL.connect());
        }
    }

    @Nested
    class RepeatableRead extends JdbcStoreContract {

        @Override
        Callable<Connection> connect() {
            return Connect.isolated(Connection.TRANSACTION_REPEATABLE_READ, POSTGRESQL.connect());
        }
    }

    @Nested
    class Serializable extends JdbcStoreContract {

        @Override
        Callable<Connection> connect() {
            return Connect.committing(Connection.TRANSACTION_SERIALIZABLE, POSTGRESQL.connect());
        }
    }
}
