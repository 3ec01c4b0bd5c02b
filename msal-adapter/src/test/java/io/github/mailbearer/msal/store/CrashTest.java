package io.github.mailbearer.msal.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.msal.StoredTokenCache;
import io.github.mailbearer.msal.TokenCacheKey;
import io.github.mailbearer.msal.TokenCacheStore;
import io.github.mailbearer.msal.store.StoppingMachine.Loss;
import io.github.mailbearer.msal.store.StoppingMachine.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever call a process or a machine stops at, the old row is there or the new one, and can be written again. */
@Timeout(60)
class CrashTest {

    private static final TokenCacheKey KEY = new TokenCacheKey("contoso.example", "client", "noreply@contoso.example");
    private static final String OLD = "old ".repeat(500);
    private static final String NEW = "new ".repeat(600);

    @TempDir
    private Path directory;

    /** A change of a row, from one state to another; a state is a version and content, or the lack of it. */
    enum Change {
        CREATE(5, "0 null", "1 " + NEW, store -> {}, store -> store.compareAndSet(KEY, 0, octets(NEW))),
        REPLACE(5, "1 " + OLD, "2 " + NEW, Change::old, store -> store.compareAndSet(KEY, 1, octets(NEW))),
        DELETE(5, "1 " + OLD, "2 null", Change::old, store -> store.delete(KEY)),
        PURGE(2, "1 " + OLD, "0 null", Change::old, store -> store.purge(KEY, 1));

        final int calls;
        final String before;
        final String after;
        final Consumer<TokenCacheStore> preparation;
        final Consumer<TokenCacheStore> change;

        Change(
                int calls,
                String before,
                String after,
                Consumer<TokenCacheStore> preparation,
                Consumer<TokenCacheStore> change) {
            this.calls = calls;
            this.before = before;
            this.after = after;
            this.preparation = preparation;
            this.change = change;
        }

        private static void old(TokenCacheStore store) {
            store.compareAndSet(KEY, 0, octets(OLD));
        }
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void aChangeThatStopsAnywhereIsNotHalfDone(Change change) throws IOException {
        for (int call = 0; call < change.calls; call++) {
            for (Moment moment : Moment.values()) {
                for (Loss loss : Loss.values()) {
                    StoppingMachine machine = new StoppingMachine(call, moment);
                    Path rows = prepared(change);

                    assertThat(stops(() -> change.change.accept(open(rows, machine))))
                            .isTrue();
                    machine.lose(loss);

                    String where = change + " stopped " + moment + " call " + call + ", lost " + loss;
                    assertWhole(rows, where, change.before, change.after);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void aChangeThatWasAcknowledgedStays(Change change) throws IOException {
        for (Loss loss : Loss.values()) {
            StoppingMachine machine = StoppingMachine.thatRuns();
            Path rows = prepared(change);

            change.change.accept(open(rows, machine));
            machine.lose(loss);

            assertThat(machine.count()).as("calls of " + change).isEqualTo(change.calls);
            assertWhole(rows, change + " done, lost " + loss, change.after);
        }
    }

    @Test
    void clearingUpMayStopToo() throws IOException {
        for (Moment moment : Moment.values()) {
            Path rows = prepared(Change.REPLACE);
            stops(() -> Change.REPLACE.change.accept(open(rows, new StoppingMachine(2, Moment.BEFORE))));
            assertThat(leftovers(rows)).isEqualTo(1);

            assertThat(stops(() -> open(rows, new StoppingMachine(0, moment)))).isTrue();

            assertWhole(rows, "clearing up stopped " + moment, Change.REPLACE.before);
        }
    }

    @Test
    void aTornLeftoverOfAnyLengthIsNoRow() throws IOException {
        Path rows = prepared(Change.REPLACE);
        byte[] next = RowFormat.write(KEY, StoredTokenCache.of(2, octets(NEW)));
        for (int length = 0; length <= next.length; length += 7) {
            Path leftover = rows.resolve(RowFormat.name(KEY) + "." + UUID.randomUUID() + ".tmp");
            Files.write(leftover, Arrays.copyOf(next, length));
        }

        assertWhole(rows, "torn leftovers", Change.REPLACE.before);
    }

    private Path prepared(Change change) {
        Path rows = directory.resolve(UUID.randomUUID().toString());
        change.preparation.accept(open(rows, StoppingMachine.thatRuns()));
        return rows;
    }

    private static FileTokenCacheStore open(Path rows, StoppingMachine machine) {
        return FileTokenCacheStore.in(rows, machine, Duration.ofSeconds(10));
    }

    private static boolean stops(Runnable work) {
        try {
            work.run();
            return false;
        } catch (StoppingMachine.Stopped e) {
            return true;
        }
    }

    private static void assertWhole(Path rows, String where, String... states) throws IOException {
        FileTokenCacheStore fresh = open(rows, StoppingMachine.thatRuns());
        StoredTokenCache row = fresh.load(KEY);
        String content = row.content().map(octets -> new String(octets, UTF_8)).orElse(null);
        assertThat(row.version() + " " + content).as(where).isIn((Object[]) states);
        assertThat(leftovers(rows)).as("leftovers: " + where).isZero();

        assertThat(fresh.compareAndSet(KEY, row.version(), octets("again")))
                .as(where)
                .isTrue();
        assertThat(fresh.list("contoso.example", "client")).as(where).containsExactly(KEY);
    }

    private static long leftovers(Path rows) throws IOException {
        try (Stream<Path> files = Files.list(rows)) {
            return files.filter(file -> file.toString().endsWith(".tmp")).count();
        }
    }

    private static byte[] octets(String text) {
        return text.getBytes(UTF_8);
    }
}
