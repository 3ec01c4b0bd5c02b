package io.github.mailbearer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CacheAllocationTest {

    private static final int HITS = 100_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void aHitAllocatesNothing() {
        TokenRequest request = TokenRequest.of("a@contoso.com", "scope");
        try (CachingTokenProvider cache = CachingTokenProvider.of(
                r -> AccessToken.of("token", Instant.now().plusSeconds(3_600)))) {
            double least = Double.MAX_VALUE;
            for (int round = 0; round < 5; round++) {
                least = Math.min(least, bytesPerHit(cache, request));
            }

            assertThat(least).isLessThanOrEqualTo(1.0);
        }
    }

    private double bytesPerHit(CachingTokenProvider cache, TokenRequest request) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < HITS; i++) {
            cache.getToken(request);
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / (double) HITS;
    }
}
