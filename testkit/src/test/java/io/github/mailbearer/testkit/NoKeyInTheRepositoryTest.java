package io.github.mailbearer.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys are made when they are needed: a committed one would end up being trusted somewhere. */
class NoKeyInTheRepositoryTest {

    private static final Pattern KEY_STORE = Pattern.compile(".*\\.(?:p12|pfx|jks|jceks|bcfks|key|der|pem)");
    private static final Pattern PRIVATE_KEY = Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----");

    private static boolean isCommitted(Path file) {
        return StreamSupport.stream(file.spliterator(), false)
                .map(Path::toString)
                .noneMatch(name -> name.equals(".git") || name.equals("target"));
    }

    private static boolean holdsAKey(Path file) {
        try {
            return KEY_STORE.matcher(file.toString()).matches()
                    || PRIVATE_KEY
                            .matcher(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> filesWithKeys(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(NoKeyInTheRepositoryTest::isCommitted)
                    .filter(NoKeyInTheRepositoryTest::holdsAKey)
                    .toList();
        }
    }

    @Test
    void holdsNoKey() throws IOException {
        Path repository = Path.of("..");

        assertThat(repository.resolve("testkit/src/main/java/module-info.java")).exists();
        assertThat(filesWithKeys(repository)).isEmpty();
    }

    @Test
    void findsAKeyWhereThereIsOne(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "-----BEGIN " + "EC PRIVATE KEY-----\n");
        Path store = Files.writeString(folder.resolve("store.p12"), "");
        Files.writeString(folder.resolve("public.txt"), "-----BEGIN " + "PUBLIC KEY-----\n");

        assertThat(filesWithKeys(folder)).containsExactlyInAnyOrder(text, store);
    }
}
