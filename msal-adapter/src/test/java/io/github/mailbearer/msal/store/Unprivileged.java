package io.github.mailbearer.msal.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A directory and the account that a database server runs under in it: ours, or, because none runs as root, another. */
record Unprivileged(Path directory, List<String> prefix) {

    private static final long PATIENCE_SECONDS = 60;

    static Unprivileged create(String server) throws IOException {
        Path directory = Files.createTempDirectory(server + "-");
        if (!System.getProperty("user.name").equals("root")) {
            return new Unprivileged(directory, List.of());
        }
        Unprivileged account =
                new Unprivileged(directory, List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        account.own(directory);
        return account;
    }

    private void own(Path file) throws IOException {
        if (!prefix.isEmpty()) {
            Files.setOwner(
                    file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        }
    }

    Path write(String name, String content) throws IOException {
        Path file = Files.writeString(directory.resolve(name), content);
        own(file);
        return file;
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    Process start(Path output, Object... command) throws IOException {
        List<String> words = new ArrayList<>(prefix);
        Stream.of(command).map(Object::toString).forEach(words::add);
        return new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** Runs a program to its end. */
    void run(Object... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("output-", ".txt");
        try {
            Process process = start(output, command);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("failed: " + List.of(command) + "\n" + Files.readString(output));
            }
        } finally {
            Files.delete(output);
        }
    }

    void delete() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }
}
