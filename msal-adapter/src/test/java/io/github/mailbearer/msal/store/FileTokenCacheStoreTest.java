package io.github.mailbearer.msal.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mailbearer.msal.TokenCacheKey;
import io.github.mailbearer.msal.TokenCacheStore;
import io.github.mailbearer.msal.TokenCacheStoreException;
import io.github.mailbearer.msal.UnreadableTokenCacheException;
import io.github.mailbearer.testkit.CapturedLogs;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows in files: who may use them, and what is no row. */
@Timeout(30)
class FileTokenCacheStoreTest {

    private static final TokenCacheKey KEY = key("noreply@contoso.example");
    private static final TokenCacheKey OTHER = key("sales@contoso.example");
    private static final byte[] CONTENT = "content-of-the-row".getBytes(UTF_8);

    @TempDir
    private Path directory;

    @Test
    void nobodyElseCanUseWhatItMakes() throws IOException {
        Path rows = directory.resolve("a").resolve("b");
        TokenCacheStore store = FileTokenCacheStore.in(rows);
        store.compareAndSet(KEY, 0, CONTENT);
        store.compareAndSet(KEY, 1, CONTENT);
        store.delete(KEY);

        assertThat(permissions(rows)).isEqualTo("rwx------");
        assertThat(files(rows))
                .hasSize(2)
                .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
    }

    @Test
    void aRowIsClosedToOthersBeforeItHasContent() throws IOException {
        FileCalls calls = new RefusingCalls("write") {
            @Override
            public void write(Path file, byte[] octets) throws IOException {
                assertThat(permissions(file)).isEqualTo("rw-------");
                super.write(file, octets);
            }
        };
        TokenCacheStore store = FileTokenCacheStore.in(directory.resolve("rows"), calls, Duration.ofSeconds(1));

        assertThatThrownBy(() -> store.compareAndSet(KEY, 0, CONTENT)).isInstanceOf(TokenCacheStoreException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwx---", "rwxr-x-w-", "rwxrwxrwx"})
    void aDirectoryThatOthersCanWriteIsRefused(String permissions) throws IOException {
        Path rows = Files.createDirectory(directory.resolve("rows"));
        Files.setPosixFilePermissions(rows, PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(() -> FileTokenCacheStore.in(rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(rows.toString())
                .hasMessageContaining(permissions)
                .hasMessageContaining("chmod 700");
        assertThat(files(rows)).isEmpty();
    }

    @Test
    void aFileIsNoDirectory() throws IOException {
        Path file = Files.createFile(directory.resolve("rows"));

        assertThatThrownBy(() -> FileTokenCacheStore.in(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void aDirectoryByALinkIsTheSameDirectory() throws IOException {
        TokenCacheStore store = FileTokenCacheStore.in(directory.resolve("rows"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("rows"));
        TokenCacheStore same = FileTokenCacheStore.in(link);

        assertThat(store.tryLease(KEY, Duration.ofMinutes(1))).isPresent();

        assertThat(same.tryLease(KEY, Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void aFileThatIsCutShortOrLongerIsNoRow() throws IOException {
        TokenCacheStore store = store();
        byte[] good = Files.readAllBytes(row());
        for (int length = 0; length < good.length; length++) {
            Files.write(row(), Arrays.copyOf(good, length));
            assertUnreadable(store, "cut to " + length);
        }
        Files.write(row(), Arrays.copyOf(good, good.length + 1));
        assertUnreadable(store, "longer");
    }

    @Test
    void aFileThatWasChangedAnywhereIsNoRow() throws IOException {
        TokenCacheStore store = store();
        byte[] good = Files.readAllBytes(row());
        for (int octet = 0; octet < good.length; octet++) {
            byte[] changed = good.clone();
            changed[octet] ^= 1;
            Files.write(row(), changed);
            assertUnreadable(store, "octet " + octet);
        }
    }

    @Test
    void aFileThatIsNoRowIsNeverOverwritten() throws IOException {
        TokenCacheStore store = store();
        Files.writeString(row(), "precious");

        assertThatThrownBy(() -> store.compareAndSet(KEY, 0, CONTENT))
                .isInstanceOf(UnreadableTokenCacheException.class);
        assertThatThrownBy(() -> store.compareAndSet(KEY, 1, CONTENT))
                .isInstanceOf(UnreadableTokenCacheException.class);

        assertThat(row()).hasContent("precious");
    }

    @Test
    void aRowByAnothersNameIsRefusedAndNotListed() throws IOException {
        TokenCacheStore store = store();
        store.compareAndSet(OTHER, 0, CONTENT);
        Files.copy(file(OTHER), row(), StandardCopyOption.REPLACE_EXISTING);

        assertUnreadable(store, "another's");
        assertThatThrownBy(() -> store.load(KEY)).hasMessageContaining("is the row of sales@contoso.example");
        try (CapturedLogs logs = CapturedLogs.everything()) {
            assertThat(store.list("contoso.example", "client")).containsExactly(OTHER);
            assertThat(logs.text()).contains(row().toString()).contains("is the row of sales@contoso.example");
        }
    }

    @Test
    void aLinkInPlaceOfARowIsNotFollowed() throws IOException {
        TokenCacheStore store = store();
        Path elsewhere = Files.move(row(), directory.resolve("elsewhere"));
        Files.createSymbolicLink(row(), elsewhere);

        assertUnreadable(store, "link");
        assertThatThrownBy(() -> store.compareAndSet(KEY, 1, CONTENT))
                .isInstanceOf(UnreadableTokenCacheException.class);
        assertThat(row()).isSymbolicLink();
        assertThat(store.list("contoso.example", "client")).isEmpty();
    }

    @Test
    void aDirectoryInPlaceOfARowIsNone() throws IOException {
        TokenCacheStore store = store();
        Files.delete(row());
        Files.createDirectory(row());

        assertUnreadable(store, "directory");
    }

    @Test
    void foreignFilesAreLeftAlone() throws IOException {
        Path rows = directory.resolve("rows");
        store();
        List<String> names = List.of("README", "x.tmp", "backup.row", ".lock.tmp", "0".repeat(64) + ".tmp");
        for (String name : names) {
            Files.writeString(rows.resolve(name), "mine");
        }

        TokenCacheStore again = FileTokenCacheStore.in(rows);

        assertThat(again.list("contoso.example", "client")).containsExactly(KEY);
        assertThat(names).allSatisfy(name -> assertThat(rows.resolve(name)).hasContent("mine"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "write", "force", "replace"})
    void aRowThatCannotBeWrittenLeavesTheOneBefore(String call) throws IOException {
        store();
        FileCalls full = new RefusingCalls(call);
        TokenCacheStore store = FileTokenCacheStore.in(directory.resolve("rows"), full, Duration.ofSeconds(1));

        assertThatThrownBy(() -> store.compareAndSet(KEY, 1, "next".getBytes(UTF_8)))
                .isExactlyInstanceOf(TokenCacheStoreException.class)
                .hasMessageContaining("noreply@contoso.example")
                .hasMessageContaining(row().toString())
                .hasMessageContaining("disk has room")
                .hasRootCauseInstanceOf(FileSystemException.class);

        assertThat(store.load(KEY).content().orElseThrow()).isEqualTo(CONTENT);
        assertThat(files(directory.resolve("rows"))).as("nothing is left over").hasSize(2);
        assertThat(store().compareAndSet(KEY, 1, CONTENT))
                .as("the lock is free")
                .isTrue();
    }

    @Test
    void aWriterThatWaitsTooLongSaysSo() throws IOException {
        Path rows = directory.resolve("rows");
        FileTokenCacheStore store = FileTokenCacheStore.in(rows, new SystemFileCalls(), Duration.ofMillis(20));
        LockFile lockFile = LockFile.of(rows.toRealPath());
        FileLock held = lockFile.tryLock(Long.parseLong(RowFormat.name(KEY).substring(0, 15), 16));

        assertThatThrownBy(() -> store.compareAndSet(KEY, 0, CONTENT))
                .isExactlyInstanceOf(TokenCacheStoreException.class)
                .hasMessageContaining("locked for 20 ms")
                .hasMessageContaining("not changed");
        assertThat(store.load(KEY).version()).as("readers do not wait").isZero();
        assertThat(store.compareAndSet(OTHER, 0, CONTENT))
                .as("other rows do not wait")
                .isTrue();

        lockFile.release(held);
        assertThat(store.compareAndSet(KEY, 0, CONTENT)).isTrue();
    }

    @Test
    void anInterruptNeitherStopsAChangeNorIsForgotten() {
        TokenCacheStore store = FileTokenCacheStore.in(directory.resolve("rows"));
        try {
            Thread.currentThread().interrupt();

            assertThat(store.compareAndSet(KEY, 0, CONTENT)).isTrue();
            assertThat(store.load(KEY).content().orElseThrow()).isEqualTo(CONTENT);
            assertThat(store.list("contoso.example", "client")).containsExactly(KEY);
            assertThat(store.tryLease(KEY, Duration.ofMinutes(1))).isPresent();
            assertThat(store.delete(KEY)).isTrue();

            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
        assertThat(store.load(KEY).version()).isEqualTo(2);
    }

    @Test
    void aDirectoryThatIsGoneIsNotTakenForAnEmptyOne() throws IOException {
        Path rows = directory.resolve("rows");
        TokenCacheStore store = store();
        Path away = Files.move(rows, directory.resolve("away"));
        assertGone(store);
        Files.createDirectory(rows);
        assertGone(store);
        FileTokenCacheStore.in(rows).compareAndSet(OTHER, 0, CONTENT);
        assertGone(store);

        Files.move(rows, directory.resolve("mistake"));
        Files.move(away, rows);

        assertThat(store.load(KEY).version()).isEqualTo(1);
        assertThat(store.compareAndSet(KEY, 1, CONTENT)).isTrue();
    }

    @Test
    void aLeaseThatNobodyKeptIsHeldUntilTheProcessEnds() {
        TokenCacheStore store = FileTokenCacheStore.in(directory.resolve("rows"));
        assertThat(store.tryLease(KEY, Duration.ofMinutes(1))).isPresent();

        System.gc();

        assertThat(store.tryLease(KEY, Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void contentBeyondReasonIsRefused() {
        TokenCacheStore store = FileTokenCacheStore.in(directory.resolve("rows"));

        assertThatThrownBy(() -> store.compareAndSet(KEY, 0, new byte[(16 << 20) + 1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16777216");
    }

    private static void assertGone(TokenCacheStore store) {
        assertThatThrownBy(() -> store.load(KEY)).hasMessageContaining("unmounted");
        assertThatThrownBy(() -> store.compareAndSet(KEY, 0, CONTENT)).hasMessageContaining("unmounted");
        assertThatThrownBy(() -> store.delete(KEY)).hasMessageContaining("unmounted");
        assertThatThrownBy(() -> store.list("contoso.example", "client")).hasMessageContaining("unmounted");
        assertThatThrownBy(() -> store.tryLease(KEY, Duration.ofMinutes(1)))
                .isExactlyInstanceOf(TokenCacheStoreException.class)
                .hasMessageContaining("unmounted");
    }

    private void assertUnreadable(TokenCacheStore store, String what) {
        assertThatThrownBy(() -> store.load(KEY))
                .as(what)
                .isInstanceOf(UnreadableTokenCacheException.class)
                .hasMessageContaining(row().toString())
                .hasMessageContaining("left as it is")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("content-of-the-row"));
    }

    /** A store with a row. */
    private TokenCacheStore store() {
        TokenCacheStore store = FileTokenCacheStore.in(directory.resolve("rows"));
        store.compareAndSet(KEY, 0, CONTENT);
        return store;
    }

    private Path row() {
        return file(KEY);
    }

    private Path file(TokenCacheKey key) {
        return directory.resolve("rows").resolve(RowFormat.name(key) + ".row");
    }

    private static TokenCacheKey key(String mailbox) {
        return new TokenCacheKey("contoso.example", "client", mailbox);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
