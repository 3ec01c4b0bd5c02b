package io.github.mailbearer.benchmarks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.mailbearer.AccessToken;
import io.github.mailbearer.CachingTokenProvider;
import io.github.mailbearer.TokenRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A token at hand, from our cache and from a Caffeine cache of the same configuration with the same keys. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgs = "-Xmx4g")
public class CachedTokenBenchmark {

    private static final long MAXIMUM_SIZE = 2_000_000;
    private static final Duration IDLE_EXPIRY = Duration.ofHours(2);

    private CachingTokenProvider ours = CachingTokenProvider.of(request -> Keys.TOKEN);
    private Cache<TokenRequest, AccessToken> caffeine = Caffeine.newBuilder().build();

    /** Fills both. */
    @Setup(Level.Trial)
    public void fill(Keys keys) {
        ours = CachingTokenProvider.builder(request -> Keys.TOKEN)
                .maximumSize(MAXIMUM_SIZE)
                .idleExpiry(IDLE_EXPIRY)
                .executor(Runnable::run)
                .build();
        caffeine = Caffeine.newBuilder()
                .maximumSize(MAXIMUM_SIZE)
                .expireAfterAccess(IDLE_EXPIRY)
                .executor(Runnable::run)
                .build();
        for (TokenRequest request : keys.requests) {
            ours.getToken(request);
            caffeine.put(request, Keys.TOKEN);
        }
    }

    @Benchmark
    public AccessToken mailbearer(Keys keys, Keys.Walk walk) {
        return ours.getToken(walk.next(keys));
    }

    @Benchmark
    public AccessToken caffeine(Keys keys, Keys.Walk walk) {
        return caffeine.getIfPresent(walk.next(keys));
    }
}
