package io.github.mailbearer.msal;

import org.jspecify.annotations.Nullable;

/**
 * What a refresh changes in a row: the refresh token, which may take the place of the one that was redeemed and of no
 * other, and the access token.
 *
 * @param redeemed the refresh token that was used
 * @param cache MSAL's cache with the next one
 * @param token the access token
 * @param shared whether the row is to hold the access token for everybody
 */
record Rotation(String redeemed, String cache, Connection.HeldToken token, boolean shared) {

    /** The row with this change; {@code null} if somebody has changed the refresh token meanwhile. */
    @Nullable
    Connection of(Connection connection) {
        if (connection.refreshToken().filter(redeemed::equals).isEmpty()) {
            return null;
        }
        return shared
                ? connection.refreshed(token.obtainedAt(), cache, token)
                : connection.rotated(token.obtainedAt(), cache);
    }

    @Override
    public String toString() {
        return "Rotation[" + token + "]";
    }
}
