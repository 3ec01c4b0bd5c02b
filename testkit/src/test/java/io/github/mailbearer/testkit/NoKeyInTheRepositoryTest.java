package io.github.mailbearer.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keys are made when they are needed: a committed one would end up being trusted somewhere. */
class NoKeyInTheRepositoryTest {

    private static final Pattern KEY_STORE = Pattern.compile(".*\\.(?:p12|pfx|jks|jceks|bcfks|key|der|pem)");
    private static final Pattern PRIVATE_KEY = Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----");

    private static boolean holdsAKey(Path file) {
        try {
            return KEY_STORE.matcher(file.toString()).matches()
                    || PRIVATE_KEY
                            .matcher(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .find();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<Path> filesWithKeys(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(NoKeyInTheRepositoryTest::holdsAKey)
                    .toList();
        }
    }

    @Test
    void holdsNoKey() throws IOException {
        Path sources = Path.of("src");

        assertThat(sources.resolve("main/java/module-info.java")).exists();
        assertThat(filesWithKeys(sources)).isEmpty();
    }

    @Test
    void findsAKeyWhereThereIsOne(@org.junit.jupiter.api.io.TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "-----BEGIN " + "EC PRIVATE KEY-----\n");
        Path store = Files.writeString(folder.resolve("store.p12"), "");
        Files.writeString(folder.resolve("public.txt"), "-----BEGIN " + "PUBLIC KEY-----\n");

        assertThat(filesWithKeys(folder)).containsExactlyInAnyOrder(text, store);
    }
}
