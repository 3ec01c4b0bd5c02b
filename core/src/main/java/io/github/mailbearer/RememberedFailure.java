package io.github.mailbearer;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last failure of the source for one key, which spares it from being asked again for a while.
 *
 * @param failure what the source threw
 * @param run how many failures of this kind there were in a row
 * @param since when the first of the row came, of whatever kind
 * @param at when this one came
 * @param nextTry when the source may be asked again
 */
record RememberedFailure(TokenException failure, int run, long since, long at, long nextTry) {

    static RememberedFailure of(
            TokenException failure,
            @Nullable RememberedFailure previous,
            long now,
            RefreshPolicy policy,
            double chance) {
        boolean sameKind = previous != null && isDenial(previous.failure) == isDenial(failure);
        int run = previous != null && sameKind ? previous.run + 1 : 1;
        long since = previous != null ? previous.since : now;
        return new RememberedFailure(failure, run, since, now, now + policy.rest(failure, run, chance));
    }

    private static boolean isDenial(TokenException failure) {
        return !(failure instanceof TokenUnavailableException);
    }

    boolean isResting(long now) {
        return RefreshPolicy.within(at, now, nextTry);
    }

    /** The failure for a caller who comes while the source is left alone. */
    TokenException repeated(long now) {
        String message = failure.getMessage() + " (so since " + Instant.ofEpochMilli(since)
                + "; the token provider is not asked again before " + Instant.ofEpochMilli(nextTry) + ")";
        return failure.again(message, Duration.ofMillis(nextTry - now));
    }
}
