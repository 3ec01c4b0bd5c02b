package io.github.mailbearer;

/**
 * A token and the moments of its life as we see it, in epoch milliseconds.
 *
 * @param token the token
 * @param receivedAt when the source answered it
 * @param settledUntil until when it will do whatever its other times are, as asking again so soon brings no better
 * @param freshUntil until when nobody thinks of the next one
 * @param usableUntil until when it is handed out while the next one is fetched
 * @param expiresAt when it ends
 */
record TimedToken(
        AccessToken token, long receivedAt, long settledUntil, long freshUntil, long usableUntil, long expiresAt) {

    static TimedToken of(AccessToken token, long now, RefreshPolicy policy, double chance) {
        long expiresAt = RefreshPolicy.millis(token.expiresAt());
        return new TimedToken(
                token,
                now,
                policy.settledUntil(now),
                policy.freshUntil(now, token.refreshAt().orElse(null), expiresAt, chance),
                policy.usableUntil(now, expiresAt),
                expiresAt);
    }

    boolean isSettled(long now) {
        return RefreshPolicy.within(receivedAt, now, settledUntil);
    }
}
