package io.github.mailbearer.msal.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.UUID;
import java.util.concurrent.Callable;

/** H2 inside this process. */
public final class H2 {

    private H2() {}

    /** A database of its own in memory, until the process ends. */
    public static Callable<Connection> inMemory() {
        String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        return () -> DriverManager.getConnection(url, "sa", "");
    }

    /** A database in a file, which is closed with its last connection. */
    static Callable<Connection> inFile(Path directory) {
        String url = "jdbc:h2:file:" + directory.resolve("tokens").toAbsolutePath();
        return () -> DriverManager.getConnection(url, "sa", "");
    }
}
