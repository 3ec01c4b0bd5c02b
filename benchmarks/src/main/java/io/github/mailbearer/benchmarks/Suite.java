package io.github.mailbearer.benchmarks;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs everything in rounds and prints tables of the least time and the most allocation of each.
 *
 * <p>On a machine that does other things too, the mean of one long run says more about those than about the code. Each
 * subject gets its turn in each round, so that a ratio compares the quiet moments of both.
 */
public final class Suite {

    private record Measured(double nanos, double bytes) {
        Measured with(Measured other) {
            return new Measured(Math.min(nanos, other.nanos), Math.max(bytes, other.bytes));
        }
    }

    private record Load(int threads, int keys) {}

    private final Map<Load, Map<String, Measured>> cached = new LinkedHashMap<>();
    private final Map<String, Measured> peers = new LinkedHashMap<>();

    private Suite() {}

    /**
     * Runs the suite.
     *
     * @param args the number of rounds, 3 unless given
     * @throws RunnerException if a benchmark fails
     */
    public static void main(String[] args) throws RunnerException {
        int rounds = args.length == 0 ? 3 : Integer.parseInt(args[0]);
        Suite suite = new Suite();
        for (int round = 1; round <= rounds; round++) {
            System.out.println("round " + round + " of " + rounds);
            suite.measure();
        }
        suite.print();
    }

    private void measure() throws RunnerException {
        for (int threads : new int[] {1, 2, 8}) {
            for (int keys : new int[] {1, 1_000, 1_000_000}) {
                run(
                        CachedTokenBenchmark.class,
                        new OptionsBuilder().threads(threads).param("keys", Integer.toString(keys)),
                        cached.computeIfAbsent(new Load(threads, keys), load -> new LinkedHashMap<>()));
            }
        }
        run(PeerBenchmark.class, new OptionsBuilder(), peers);
    }

    private static void run(Class<?> benchmark, ChainedOptionsBuilder options, Map<String, Measured> results)
            throws RunnerException {
        options.include("\\b" + benchmark.getSimpleName() + "\\b")
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
        for (RunResult result : new Runner(options.build()).run()) {
            results.merge(result.getPrimaryResult().getLabel(), measured(result), Measured::with);
        }
    }

    @SuppressWarnings("rawtypes") // JMH's results are
    private static Measured measured(RunResult result) {
        double nanos = result.getAggregatedResult().getIterationResults().stream()
                .mapToDouble(iteration -> iteration.getPrimaryResult().getScore())
                .min()
                .orElseThrow();
        double bytes = result.getSecondaryResults().entrySet().stream()
                .filter(secondary -> secondary.getKey().endsWith("gc.alloc.rate.norm"))
                .mapToDouble(secondary -> secondary.getValue().getScore())
                .findFirst()
                .orElseThrow();
        return new Measured(nanos, bytes);
    }

    private void print() {
        System.out.printf("%n| threads | keys | Mailbearer ns/op | Caffeine ns/op | ratio | Mailbearer B/op |%n");
        System.out.printf("|---:|---:|---:|---:|---:|---:|%n");
        cached.forEach((load, results) -> {
            Measured ours = results.get("mailbearer");
            Measured theirs = results.get("caffeine");
            System.out.printf(
                    "| %d | %,d | %.1f | %.1f | %.2f | %.2f |%n",
                    load.threads, load.keys, ours.nanos, theirs.nanos, ours.nanos / theirs.nanos, ours.bytes);
        });
        double unit = peers.get("mailbearer").nanos;
        System.out.printf("%n| one thread, one key | ns/op | B/op | times Mailbearer |%n|---|---:|---:|---:|%n");
        peers.entrySet().stream()
                .sorted(Comparator.comparingDouble(peer -> peer.getValue().nanos))
                .forEach(peer -> System.out.printf(
                        "| %s | %,.1f | %,.0f | %,.1f |%n",
                        peer.getKey(), peer.getValue().nanos, peer.getValue().bytes, peer.getValue().nanos / unit));
    }
}
