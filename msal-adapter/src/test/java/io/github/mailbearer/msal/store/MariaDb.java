package io.github.mailbearer.msal.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** MariaDB. */
final class MariaDb extends DatabaseServer {

    private static final Path SERVER = Path.of("/usr/sbin/mariadbd");
    private static final long PATIENCE_SECONDS = 30;

    private Process process;

    @Override
    String debianPackage() {
        return "mariadb-server-core";
    }

    @Override
    boolean isInstalled() {
        return Files.isExecutable(SERVER);
    }

    @Override
    void create() throws IOException, InterruptedException {
        account()
                .run(
                        "mariadb-install-db",
                        "--no-defaults",
                        "--datadir=" + data(),
                        "--auth-root-authentication-method=normal");
        account()
                .write(
                        "users.sql",
                        "CREATE DATABASE tokens;\n"
                                + "CREATE USER '" + user() + "'@'127.0.0.1' IDENTIFIED BY '" + password() + "';\n"
                                + "GRANT ALL ON tokens.* TO '" + user() + "'@'127.0.0.1';\n"
                                + "DROP USER root@localhost;\n");
    }

    private Path data() {
        return account().file("data");
    }

    @Override
    void start() throws IOException, InterruptedException {
        Path users = account().file("users.sql");
        process = account()
                .start(
                        account().file("log"),
                        SERVER,
                        "--no-defaults",
                        "--datadir=" + data(),
                        "--bind-address=127.0.0.1",
                        "--port=" + port(),
                        "--socket=" + account().file("socket"),
                        "--pid-file=" + account().file("pid"),
                        "--innodb-flush-log-at-trx-commit=0",
                        Files.exists(users) ? "--init-file=" + users : "--skip-name-resolve");
        awaitAnswer();
        Files.deleteIfExists(users);
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try {
                DriverManager.getConnection(url(), user(), password()).close();
                return;
            } catch (SQLException e) {
                if (System.nanoTime() - end > 0 || process.waitFor(100, TimeUnit.MILLISECONDS)) {
                    throw new IOException(
                            "MariaDB does not answer:\n"
                                    + Files.readString(account().file("log")),
                            e);
                }
            }
        }
    }

    @Override
    void stop() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(
                    "MariaDB does not end:\n" + Files.readString(account().file("log")));
        }
    }

    @Override
    public String url() {
        return "jdbc:mariadb://127.0.0.1:" + port() + "/tokens";
    }
}
