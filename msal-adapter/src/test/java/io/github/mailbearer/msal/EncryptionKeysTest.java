package io.github.mailbearer.msal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mailbearer.testkit.CapturedLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys come from text and files in one form, and no other form is taken for it. */
@Timeout(30)
class EncryptionKeysTest {

    private static final String SECRET = "U2VjcmV0U2VjcmV0U2VjcmV0U2VjcmV0U2VjcmV0MTI=";

    @TempDir
    private Path directory;

    @Test
    void theFirstKeyEncrypts() {
        EncryptionKeys keys = EncryptionKeys.parse(
                "\n# the new one\n 2026-11: " + SECRET + " \r\n" + EncryptionKeys.generate("2025"));

        assertThat(keys.current().id()).isEqualTo("2026-11");
        assertThat(keys.current().key().getEncoded())
                .isEqualTo(Base64.getDecoder().decode(SECRET));
        assertThat(keys.find("2025")).isPresent();
        assertThat(keys.find("2024")).isEmpty();
        assertThat(keys).hasToString("EncryptionKeys[2026-11, 2025]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing",
                SECRET,
                "a:",
                ":" + SECRET,
                "a b:" + SECRET,
                SECRET + ":a",
                "a:" + SECRET + "\nnonsense",
                "a:" + SECRET + "\na:" + SECRET,
                "a:U2VjcmV0",
                "U2VjcmV0U2VjcmV0U2VjcmV0U2VjcmV0U2VjcmV0MTI:U2VjcmV0",
                "a:" + SECRET + "U2VjcmV0",
                "a:" + SECRET + "!",
            })
    void anyOtherFormIsRefusedWithoutShowingIt(String text) {
        assertThatThrownBy(() -> EncryptionKeys.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageContaining("give ")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("U2Vj"));
    }

    @Test
    void theLineAtFaultIsNamed() {
        assertThatThrownBy(() -> EncryptionKeys.parse("# keys\na:" + SECRET + "\nb:U2VjcmV0"))
                .hasMessageContaining("line 3");
    }

    @Test
    void aFileIsRead() throws IOException {
        Path file = Files.writeString(directory.resolve("keys"), "a:" + SECRET + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        try (CapturedLogs logs = CapturedLogs.everything()) {
            assertThat(EncryptionKeys.fromFile(file)).hasToString("EncryptionKeys[a]");
            assertThat(logs.text()).doesNotContain("can be read by others");
        }
    }

    @Test
    void aFileThatOthersCanReadIsReadWithAWarning() throws IOException {
        Path file = Files.writeString(directory.resolve("keys"), "a:" + SECRET + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        try (CapturedLogs logs = CapturedLogs.everything()) {
            assertThat(EncryptionKeys.fromFile(file)).hasToString("EncryptionKeys[a]");
            assertThat(logs.text()).containsOnlyOnce("can be read by others (rw-r--r--)");
            assertThat(logs.text()).contains(file.toString()).doesNotContain(SECRET);
        }
    }

    @Test
    void aFileThatIsMissingOrOfAnotherFormIsNamed() throws IOException {
        Path file = directory.resolve("keys");
        assertThatThrownBy(() -> EncryptionKeys.fromFile(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString());

        Files.writeString(file, "");
        assertThatThrownBy(() -> EncryptionKeys.fromFile(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString());
        assertThatThrownBy(() -> EncryptionKeys.fromFileOrNew(file))
                .as("a file that was cut short is not replaced")
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(file).isEmptyFile();

        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThatThrownBy(() -> EncryptionKeys.fromFile(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void aNewFileIsMadeForItsOwnerOnlyAndReadFromThenOn() throws IOException {
        Path file = directory.resolve("keys");

        EncryptionKeys made = EncryptionKeys.fromFileOrNew(file);
        EncryptionKeys read = EncryptionKeys.fromFileOrNew(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(read.current().key()).isEqualTo(made.current().key());
        assertThat(EncryptionKeys.fromFile(file).current().key())
                .isEqualTo(made.current().key());
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void manyWhoMakeTheFileAtOnceGetOneKey() throws Exception {
        Path file = directory.resolve("keys");
        Set<Object> keys = ConcurrentHashMap.newKeySet();

        Together.run(
                16,
                thread -> keys.add(EncryptionKeys.fromFileOrNew(file).current().key()));

        assertThat(keys).hasSize(1);
    }

    @Test
    void aFileThatCannotBeMadeIsNamed() {
        Path file = directory.resolve("nowhere").resolve("keys");

        assertThatThrownBy(() -> EncryptionKeys.fromFileOrNew(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString());
    }
}
