package io.github.mailbearer;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic of times: how long a token is fresh and usable, and how long to leave the source alone.
 *
 * <p>Pure functions of epoch milliseconds; what is left to chance is an argument, from 0 to 1.
 */
final class RefreshPolicy {

    /** Instants beyond this are as good as never; sums and differences of two of them do not overflow. */
    private static final long NEVER_SECONDS = Long.MAX_VALUE / 4_000;

    private static final double REFRESH_AFTER = 0.8;
    private static final double REFRESH_AT_LATEST = 0.9;
    private static final double REFRESH_JITTER = 0.1;

    private static final long FIRST_REST = Duration.ofSeconds(1).toMillis();
    private static final long LONGEST_REST = Duration.ofSeconds(60).toMillis();
    private static final double REST_JITTER = 0.2;
    private static final long LONGEST_RETRY_AFTER = Duration.ofHours(1).toMillis();
    private static final long LONGEST_DENIAL = Duration.ofMinutes(5).toMillis();

    private final long expiryMargin;
    private final long minRenewInterval;
    private final long denialMemory;

    RefreshPolicy(Duration expiryMargin, Duration minRenewInterval, Duration denialMemory) {
        this.expiryMargin = expiryMargin.toMillis();
        this.minRenewInterval = minRenewInterval.toMillis();
        this.denialMemory = denialMemory.toMillis();
    }

    static long millis(Instant instant) {
        long seconds = Math.max(-NEVER_SECONDS, Math.min(NEVER_SECONDS, instant.getEpochSecond()));
        return seconds * 1_000 + instant.getNano() / 1_000_000;
    }

    /** Until when a token may be handed out without asking for the next: a short-lived one has a smaller margin. */
    long usableUntil(long receivedAt, long expiresAt) {
        return expiresAt - Math.min(expiryMargin, (expiresAt - receivedAt) / 4);
    }

    /**
     * Until when nobody thinks of the next token. Chance makes it earlier, never later than the identity provider asked
     * for, so that a fleet does not refresh in step. It always ends before {@link #usableUntil}, so that there is time
     * for a refresh that nobody waits for, even if the provider names a moment too late for one.
     */
    long freshUntil(long receivedAt, @Nullable Instant refreshAt, long expiresAt, double chance) {
        double wanted = refreshAt == null ? (expiresAt - receivedAt) * REFRESH_AFTER : millis(refreshAt) - receivedAt;
        double latest = (usableUntil(receivedAt, expiresAt) - receivedAt) * REFRESH_AT_LATEST;
        double fresh = Math.max(0, Math.min(wanted, latest));
        return receivedAt + (long) (fresh * (1 - REFRESH_JITTER * chance));
    }

    /** Until when a token just received will do, whatever its times: asking again at once would bring no better. */
    long settledUntil(long receivedAt) {
        return receivedAt + minRenewInterval;
    }

    /** Whether {@code now} is in the span; not if the clock was set back to before its beginning. */
    static boolean within(long from, long now, long until) {
        return from <= now && now < until;
    }

    /** How long to leave the source alone after a run of failures of one kind, the last of which is given. */
    long rest(TokenException failure, int failures, double chance) {
        if (failure instanceof TokenUnavailableException unavailable) {
            double jitter = 1 - REST_JITTER + 2 * REST_JITTER * chance;
            long backOff = Math.min(LONGEST_REST, (long) (doubled(FIRST_REST, failures, LONGEST_REST) * jitter));
            long asked = unavailable.retryAfter().map(RefreshPolicy::retryAfter).orElse(0L);
            return Math.max(backOff, asked);
        }
        return doubled(denialMemory, failures, Math.max(denialMemory, LONGEST_DENIAL));
    }

    private static long retryAfter(Duration asked) {
        return asked.compareTo(Duration.ofMillis(LONGEST_RETRY_AFTER)) > 0 ? LONGEST_RETRY_AFTER : asked.toMillis();
    }

    private static long doubled(long first, int failures, long longest) {
        return Math.min(longest, first << Math.min(failures - 1, 16));
    }
}
