package io.github.mailbearer.msal.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The store in H2. */
class H2StoreTest {

    @Nested
    class InMemory extends JdbcStoreContract {

        @Override
        Callable<Connection> connect() {
            return H2.inMemory();
        }
    }

    @Nested
    class InMemoryCommitting extends JdbcStoreContract {

        @Override
        Callable<Connection> connect() {
            return Connect.committing(Connection.TRANSACTION_READ_COMMITTED, H2.inMemory());
        }
    }

    @Nested
    class InMemorySerializable extends JdbcStoreContract {

        @Override
        Callable<Connection> connect() {
            return Connect.committing(Connection.TRANSACTION_SERIALIZABLE, H2.inMemory());
        }
    }

    @Nested
    class InAFile extends JdbcStoreContract {

        @TempDir
        Path directory;

        @Override
        Callable<Connection> connect() {
            return H2.inFile(directory);
        }
    }
}
