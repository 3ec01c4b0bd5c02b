package io.github.mailbearer.benchmarks;

import io.github.mailbearer.testkit.FakeEntra;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Measures what it costs to refresh the token of one connected mailbox among many, beside one MSAL4J application that
 * holds as many accounts.
 *
 * <p>All of them take turns within the same rounds, at the same fake Entra, which runs in other threads of this process. A
 * whole refresh is timed, with the request to it; of the CPU time only that of the refreshing thread counts, so that what
 * the answer takes is left out.
 */
public final class DelegatedMissCost {

    private static final int[] MAILBOXES = {1, 1_000, 10_000, 100_000};
    private static final int TURN = 5;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private DelegatedMissCost() {}

    /**
     * Measures and prints two tables.
     *
     * @param args the number of rounds, 60 unless given, and of those before which do not count, as many unless given
     * @throws Exception if a refresh fails
     */
    public static void main(String[] args) throws Exception {
        int rounds = args.length == 0 ? 60 : Integer.parseInt(args[0]);
        int warmUp = args.length < 2 ? rounds : Integer.parseInt(args[1]);
        try (FakeEntra entra = FakeEntra.start().addAccount(StoredMailboxes.MAILBOX)) {
            List<Cell> cells = new ArrayList<>();
            for (int mailboxes : MAILBOXES) {
                cells.add(new Cell(StoredMailboxes.inMemory(entra, mailboxes), rounds));
                cells.add(new Cell(StoredMailboxes.inH2(entra, mailboxes), rounds));
                cells.add(new Cell(MsalMailboxes.of(entra, mailboxes), rounds));
            }
            measure(entra, cells, warmUp, rounds);
            print("wall time", cells.stream().map(cell -> median(cell.wall)).toList());
            print("CPU time", cells.stream().map(cell -> median(cell.cpu)).toList());
        }
    }

    private static void measure(FakeEntra entra, List<Cell> cells, int warmUp, int rounds) throws Exception {
        int before = entra.tokenRequestCount();
        List<Cell> turns = new ArrayList<>(cells);
        for (int round = -warmUp; round < rounds; round++) {
            for (Cell cell : turns) {
                cell.turn(round);
            }
            Collections.reverse(turns);
        }
        int requests = entra.tokenRequestCount() - before;
        int misses = (warmUp + rounds) * cells.size() * TURN;
        if (requests != misses) {
            throw new IllegalStateException(requests + " requests were made for " + misses + " misses");
        }
    }

    private static double median(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / 1e6;
    }

    private static void print(String what, List<Double> medians) {
        int columns = medians.size() / MAILBOXES.length;
        System.out.printf("%n| %s, mailboxes | Mailbearer in memory, ms | Mailbearer in H2, ms | MSAL4J, ms |%n", what);
        System.out.printf("|---:|---:|---:|---:|%n");
        for (int row = 0; row < MAILBOXES.length; row++) {
            System.out.printf("| %,d", MAILBOXES[row]);
            for (int column = 0; column < columns; column++) {
                System.out.printf(" | %.2f", medians.get(row * columns + column));
            }
            System.out.printf(" |%n");
        }
        System.out.printf("| 100,000 : 1");
        for (int column = 0; column < columns; column++) {
            System.out.printf(" | %.2f", medians.get(medians.size() - columns + column) / medians.get(column));
        }
        System.out.printf(" |%n");
    }

    /** One way to hold so many mailboxes, and what its refreshes took. */
    private static final class Cell {

        private final Callable<?> miss;
        private final long[] wall;
        private final long[] cpu;

        Cell(Callable<?> miss, int rounds) {
            this.miss = miss;
            this.wall = new long[rounds * TURN];
            this.cpu = new long[rounds * TURN];
        }

        /** Refreshes some times; a round below 0 does not count. */
        void turn(int round) throws Exception {
            for (int i = 0; i < TURN; i++) {
                long start = System.nanoTime();
                long startCpu = THREADS.getCurrentThreadCpuTime();
                miss.call();
                long cpuTime = THREADS.getCurrentThreadCpuTime() - startCpu;
                long wallTime = System.nanoTime() - start;
                if (round >= 0) {
                    wall[round * TURN + i] = wallTime;
                    cpu[round * TURN + i] = cpuTime;
                }
            }
        }
    }
}
