package io.github.mailbearer.msal.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mailbearer.msal.TokenCacheKey;
import io.github.mailbearer.msal.TokenCacheStore;
import io.github.mailbearer.msal.UnreadableTokenCacheException;
import io.github.mailbearer.testkit.CapturedLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A damaged row can be deleted, so that its mailbox can be connected again, but only by name. */
@Timeout(30)
class DamagedRowTest {

    private static final TokenCacheKey KEY = new TokenCacheKey("contoso.example", "client", "noreply@contoso.example");
    private static final byte[] CONTENT = "content-of-the-row".getBytes(UTF_8);

    @TempDir
    private Path directory;

    private TokenCacheStore store;
    private Path row;

    @BeforeEach
    void storeARowInVersionTwo() {
        store = FileTokenCacheStore.in(directory.resolve("rows"));
        store.compareAndSet(KEY, 0, CONTENT);
        store.compareAndSet(KEY, 1, CONTENT);
        row = directory.resolve("rows").resolve(RowFormat.name(KEY) + ".row");
    }

    private void damage(int octet) throws IOException {
        byte[] octets = Files.readAllBytes(row);
        octets[Math.floorMod(octet, octets.length)] ^= 1;
        Files.write(row, octets);
    }

    @Test
    void aRowWithADamagedBodyIsDeletedInItsNextVersion() throws IOException {
        damage(-40);

        try (CapturedLogs logs = CapturedLogs.everything()) {
            assertThat(store.delete(KEY)).isTrue();
            assertThat(logs.text()).contains("The damaged row of noreply@contoso.example is deleted");
        }

        assertThat(store.load(KEY).content()).isEmpty();
        assertThat(store.load(KEY).version()).isEqualTo(3);
        assertThat(store.delete(KEY)).isFalse();
        assertThat(store.compareAndSet(KEY, 3, CONTENT)).isTrue();
    }

    @Test
    void aRowWithoutAHeadIsDeletedInAVersionThatNobodyKnows() throws IOException {
        Files.writeString(row, "half a ro");

        assertThat(store.delete(KEY)).isTrue();

        long version = store.load(KEY).version();
        assertThat(version).isGreaterThan(1_000_000);
        assertThat(store.compareAndSet(KEY, 2, CONTENT)).isFalse();
        assertThat(store.compareAndSet(KEY, 3, CONTENT)).isFalse();
        assertThat(store.compareAndSet(KEY, version, CONTENT)).isTrue();
    }

    @Test
    void aDamagedRowIsPurged() throws IOException {
        damage(20);

        assertThat(store.purge(KEY, 2)).isTrue();
        assertThat(row).doesNotExist();
    }

    @Test
    void whatIsNoFileIsLeftAsItIs() throws IOException {
        Path elsewhere = Files.move(row, directory.resolve("elsewhere"));
        byte[] before = Files.readAllBytes(elsewhere);
        Files.createSymbolicLink(row, elsewhere);
        refused();
        assertThat(row).isSymbolicLink();
        assertThat(elsewhere).hasBinaryContent(before);

        Files.delete(row);
        Files.createDirectory(row);
        refused();
        assertThat(row).isDirectory();
    }

    private void refused() {
        assertThatThrownBy(() -> store.delete(KEY))
                .isInstanceOf(UnreadableTokenCacheException.class)
                .hasMessageContaining("move it away");
        assertThatThrownBy(() -> store.purge(KEY, 2))
                .isInstanceOf(UnreadableTokenCacheException.class)
                .hasMessageContaining("move it away");
    }
}
