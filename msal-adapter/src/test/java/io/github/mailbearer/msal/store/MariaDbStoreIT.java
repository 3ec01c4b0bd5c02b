package io.github.mailbearer.msal.store;

import java.sql.Connection;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The store in MariaDB. */
class MariaDbStoreIT {

    @RegisterExtension
    static final MariaDb MARIADB = new MariaDb();

    @Nested
    class AsItIs extends JdbcStoreContract {

        @Override
        Callable<Connection> connect() {
            return MARIADB.connect();
        }
    }

    @Nested
    class Serializable extends JdbcStoreContract {

        @Override
        Callable<Connection> connect() {
            return Connect.committing(Connection.TRANSACTION_SERIALIZABLE, MARIADB.connect());
        }
    }
}
