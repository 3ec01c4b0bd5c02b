package io.github.mailbearer;

import java.time.Duration;

/**
 * What a {@link CachingTokenProvider} has done since it was built. Counts are read one after the other while the cache
 * works on, so they may disagree by the calls under way. A call that is answered with a remembered failure is neither a
 * hit nor a miss.
 *
 * @param hitCount calls answered from memory without waiting
 * @param missCount calls that had to wait for the source
 * @param loadSuccessCount answers of the source with a token
 * @param loadFailureCount answers of the source without one
 * @param totalLoadTime time the source took for all of them
 * @param evictionCount {@linkplain TokenProvider#cacheKey keys} forgotten because they were idle or the cache was full
 * @param rejectionCount refusals of tokens by servers, as reported to {@link CachingTokenProvider#renewToken}
 */
public record CacheStats(
        long hitCount,
        long missCount,
        long loadSuccessCount,
        long loadFailureCount,
        Duration totalLoadTime,
        long evictionCount,
        long rejectionCount) {}
