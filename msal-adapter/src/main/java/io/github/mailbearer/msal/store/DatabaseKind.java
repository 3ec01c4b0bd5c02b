package io.github.mailbearer.msal.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** A kind of database, as far as kinds differ in how they tell the time and create our table. */
enum DatabaseKind {
    POSTGRESQL(Clock.STANDARD),
    H2(Clock.STANDARD),
    MARIADB("CAST(UNIX_TIMESTAMP(CURRENT_TIMESTAMP(3)) * 1000 AS SIGNED)");

    private final String now;

    DatabaseKind(String now) {
        this.now = now;
    }

    /** The kind that a connection leads to; one that we do not know is taken for PostgreSQL, which keeps to the standard. */
    static DatabaseKind of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "H2" -> H2;
            case "MariaDB", "MySQL" -> MARIADB;
            default -> POSTGRESQL;
        };
    }

    /** The database's own time, in milliseconds since 1970: the clocks of the nodes need not agree. */
    String now() {
        return now;
    }

    String script() {
        return "schema-" + name().toLowerCase(Locale.ROOT) + ".sql";
    }

    /** The statement that creates the table, under another name if wanted. */
    String schema(TokenTable table) {
        try (InputStream in = DatabaseKind.class.getResourceAsStream(script())) {
            if (in == null) {
                throw new FileNotFoundException(script() + " is not beside " + DatabaseKind.class.getName());
            }
            return new String(in.readAllBytes(), UTF_8).replace(TokenTable.DEFAULT_NAME, table.name());
        } catch (IOException e) {
            throw new UncheckedIOException("mailbearer-msal.jar is incomplete", e);
        }
    }

    /** A constant must be known before those that use it. */
    private static final class Clock {

        static final String STANDARD = "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT)";
    }
}
