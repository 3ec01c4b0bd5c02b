package io.github.mailbearer.benchmarks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.mailbearer.AccessToken;
import io.github.mailbearer.CachingTokenProvider;
import io.github.mailbearer.TokenRequest;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A cached token beside the same look-up in a Caffeine cache of the same configuration, keys and order. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
public class CachedTokenBenchmark {

    /** A full cache of ours. */
    @State(Scope.Benchmark)
    public static class Ours {

        /** How many keys are held. */
        @Param({"1", "1000", "1000000"})
        public int keys;

        private Keys walk;
        private CachingTokenProvider cache;

        /** Fills the cache. */
        @Setup
        public void fill() {
            walk = new Keys(keys);
            cache = CachingTokenProvider.builder(Tokens::issue)
                    .maximumSize(Keys.ROOM)
                    .executor(Runnable::run)
                    .build();
            for (TokenRequest request : walk.all()) {
                cache.getToken(request);
            }
        }
    }

    /** A full cache of Caffeine's, configured as the one inside ours. */
    @State(Scope.Benchmark)
    public static class Theirs {

        /** How many keys are held. */
        @Param({"1", "1000", "1000000"})
        public int keys;

        private Keys walk;
        private Cache<Object, AccessToken> cache;

        /** Fills the cache. */
        @Setup
        public void fill() {
            walk = new Keys(keys);
            cache = Caffeine.newBuilder()
                    .maximumSize(Keys.ROOM)
                    .expireAfterAccess(Duration.ofHours(2))
                    .executor(Runnable::run)
                    .build();
            for (TokenRequest request : walk.all()) {
                cache.put(request, Tokens.issue(request));
            }
        }
    }

    /** Where a thread is on its walk. */
    @State(Scope.Thread)
    public static class Position {

        private int step;

        /** Begins somewhere. */
        @Setup(Level.Iteration)
        public void begin() {
            step = ThreadLocalRandom.current().nextInt();
        }
    }

    /** {@link CachingTokenProvider#getToken}. */
    @Benchmark
    public AccessToken mailbearer(Ours ours, Position position) {
        return ours.cache.getToken(ours.walk.at(position.step++));
    }

    /** {@link Cache#getIfPresent}. */
    @Benchmark
    public AccessToken caffeine(Theirs theirs, Position position) {
        return theirs.cache.getIfPresent(theirs.walk.at(position.step++));
    }
}
