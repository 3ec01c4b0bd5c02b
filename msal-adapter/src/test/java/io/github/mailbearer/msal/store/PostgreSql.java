package io.github.mailbearer.msal.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** PostgreSQL. */
public final class PostgreSql extends DatabaseServer {

    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

    @Override
    String debianPackage() {
        return "postgresql";
    }

    @Override
    boolean isInstalled() throws IOException {
        return programs().isPresent();
    }

    private static Optional<Path> programs() throws IOException {
        if (!Files.isDirectory(VERSIONS)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparing(Path::toString));
        }
    }

    private static Path program(String name) throws IOException {
        return programs().orElseThrow().resolve(name);
    }

    @Override
    void create() throws IOException, InterruptedException {
        account()
                .run(
                        program("initdb"),
                        "--pgdata=" + data(),
                        "--username=" + user(),
                        "--pwfile=" + account().write("password", password()),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--no-locale",
                        "--no-sync");
    }

    private Path data() {
        return account().file("data");
    }

    @Override
    void start() throws IOException, InterruptedException {
        String options = "-p " + port()
                + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200 -c fsync=off";
        account()
                .run(
                        program("pg_ctl"),
                        "start",
                        "--wait",
                        "--timeout=30",
                        "--pgdata=" + data(),
                        "--log=" + account().file("log"),
                        "--options=" + options);
    }

    @Override
    void stop() throws IOException, InterruptedException {
        account().run(program("pg_ctl"), "stop", "--mode=fast", "--wait", "--timeout=30", "--pgdata=" + data());
    }

    @Override
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/postgres";
    }
}
