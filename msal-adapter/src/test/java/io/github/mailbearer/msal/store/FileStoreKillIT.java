package io.github.mailbearer.msal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.msal.StoredTokenCache;
import io.github.mailbearer.msal.TokenCacheKey;
import io.github.mailbearer.msal.TokenCacheStore;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes share a directory: they lose no change, and when they are killed with -9 while they write, no row. */
class FileStoreKillIT {

    private static final int KILLS = Integer.getInteger("mailbearer.kills", 1000);
    private static final int AT_A_TIME = 2;
    private static final long LONGEST_LIFE = TimeUnit.MILLISECONDS.toNanos(20);

    @TempDir
    private Path directory;

    private final AtomicInteger kills = new AtomicInteger();
    private final AtomicInteger unacknowledged = new AtomicInteger();
    private final AtomicInteger unfinished = new AtomicInteger();
    private final AtomicInteger changes = new AtomicInteger();

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void everyLoadAfterAKillGivesAWholeRow() throws Exception {
        Path rows = directory.resolve("rows");
        WriterProcess writers = WriterProcess.prepared(directory);
        long start = System.nanoTime();
        ExecutorService killers = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<Callable<Void>> work = Stream.iterate(0, i -> i + 1)
                    .limit(AT_A_TIME)
                    .map(i -> killer(writers, rows, "mailbox" + i + "@contoso.example", new Random(i)))
                    .toList();
            for (Future<Void> done : killers.invokeAll(work)) {
                done.get();
            }
        } finally {
            killers.shutdownNow();
        }
        String figures =
                "%d writers killed in %d s, after %d changes: %d had a change done but not acknowledged, %d had one unfinished; no row was lost"
                        .formatted(
                                KILLS,
                                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start),
                                changes.get(),
                                unacknowledged.get(),
                                unfinished.get());
        System.out.println(figures);
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("kill-figures.md"), figures + "\n");
        assertThat(unacknowledged.get() + unfinished.get())
                .as("kills that met a writer in the middle of a change")
                .isGreaterThan(KILLS / 10);
        assertThat(FileTokenCacheStore.in(rows).list("contoso.example", "client"))
                .hasSize(AT_A_TIME);
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void processesThatWriteOneRowLoseNoChange() throws Exception {
        Path rows = directory.resolve("rows");
        WriterProcess writers = WriterProcess.prepared(directory);
        List<Process> running = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            running.add(writers.start(CountingWriter.class, rows, "shared@contoso.example", "50"));
        }
        for (Process writer : running) {
            assertThat(writer.waitFor()).isZero();
        }

        StoredTokenCache row = FileTokenCacheStore.in(rows).load(KilledWriter.key("shared@contoso.example"));
        assertThat(row.version()).isEqualTo(200);
        assertThat(CountingWriter.count(row)).isEqualTo(200);
    }

    private Callable<Void> killer(WriterProcess writers, Path rows, String mailbox, Random random) {
        return () -> {
            TokenCacheKey key = KilledWriter.key(mailbox);
            FileTokenCacheStore store = FileTokenCacheStore.in(rows);
            long before = 0;
            while (kills.getAndIncrement() < KILLS) {
                long acknowledged = killed(writers.start(KilledWriter.class, rows, mailbox), random);
                unfinished.addAndGet(leftovers(rows, key));

                StoredTokenCache row = store.load(key);

                assertThat(KilledWriter.isWhole(row)).as("%s is whole", row).isTrue();
                assertThat(row.version()).isBetween(acknowledged, acknowledged + 1);
                try (TokenCacheStore.Lease lease =
                        store.tryLease(key, Duration.ofMinutes(1)).orElseThrow()) {
                    assertThat(lease).as("freed by the kernel").isNotNull();
                }
                unacknowledged.addAndGet((int) (row.version() - acknowledged));
                changes.addAndGet((int) (row.version() - before));
                before = row.version();
            }
            return null;
        };
    }

    /** Kills a writer a moment after its first change; returns the last version that was acknowledged. */
    private static long killed(Process writer, Random random) throws Exception {
        try (DataInputStream acknowledged = new DataInputStream(writer.getInputStream())) {
            long version = acknowledged.readLong();
            LockSupport.parkNanos(random.nextLong(LONGEST_LIFE));
            writer.toHandle().destroyForcibly(); // the process itself would close the stream that is read to its end
            return last(acknowledged, version);
        } finally {
            writer.destroyForcibly().waitFor();
        }
    }

    private static long last(DataInputStream acknowledged, long first) throws IOException {
        long version = first;
        while (true) {
            try {
                version = acknowledged.readLong();
            } catch (EOFException e) {
                return version;
            }
        }
    }

    private static int leftovers(Path rows, TokenCacheKey key) throws IOException {
        try (Stream<Path> files = Files.list(rows)) {
            return (int) files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.startsWith(RowFormat.name(key)) && name.endsWith(".tmp");
                    })
                    .count();
        }
    }
}
