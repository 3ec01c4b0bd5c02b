package io.github.mailbearer.msal;

import io.github.mailbearer.AccessToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which access token of a row may be handed out, so that a fleet asks once for each. Pure functions. */
final class HeldTokens {

    /** The cache in front stops using a token so long before it ends. */
    private static final Duration EXPIRY_MARGIN = Duration.ofMinutes(2);

    /** The cache in front asks up to a tenth earlier than it is told, so that a fleet does not ask in step. */
    private static final double EARLIEST = 0.9;

    private static final Duration SETTLED = Duration.ofSeconds(30);

    /** The clocks of a fleet differ by less; of a token whose times are from a clock further ahead nobody knows the end. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

    private HeldTokens() {}

    /**
     * The token that will do for some time yet.
     *
     * @param rejectedObtainedAt when the rejected token was obtained; {@code null} if that is not known
     */
    static Optional<Connection.HeldToken> fresh(
            Connection connection, Wanted wanted, Instant now, @Nullable Instant rejectedObtainedAt) {
        return candidate(connection, wanted, now)
                .filter(held -> now.isBefore(held.expiresAt()))
                .filter(held -> isNew(held, now)
                        || (now.isBefore(dueAt(held.obtainedAt(), held.refreshAt()))
                                && now.isBefore(usableUntil(held, wanted))))
                .filter(held -> wanted.rejected() == null || isNewer(held, wanted.rejected(), rejectedObtainedAt));
    }

    private static boolean isNewer(
            Connection.HeldToken held, AccessToken rejected, @Nullable Instant rejectedObtainedAt) {
        return rejectedObtainedAt == null
                ? held.expiresAt().isAfter(rejected.expiresAt())
                : held.obtainedAt().isAfter(rejectedObtainedAt);
    }

    /** The token that has not ended yet, for while no other is to be had. */
    static Optional<AccessToken> lasting(Connection connection, Wanted wanted, Instant now) {
        return candidate(connection, wanted, now)
                .filter(held -> held.expiresAt().isAfter(now.plus(wanted.minimumValidity())))
                .map(HeldTokens::token);
    }

    private static Optional<Connection.HeldToken> candidate(Connection connection, Wanted wanted, Instant now) {
        if (wanted.claims() != null) {
            return Optional.empty();
        }
        return connection
                .token(wanted.scopes(connection))
                .filter(held -> !held.obtainedAt().isAfter(now.plus(CLOCK_DIFFERENCE)))
                .filter(held -> wanted.rejected() == null
                        || !held.value().equals(wanted.rejected().value()));
    }

    /** A token just obtained will do, whatever its times: asking again at once would bring no better. */
    private static boolean isNew(Connection.HeldToken held, Instant now) {
        return Duration.between(held.obtainedAt(), now).abs().compareTo(SETTLED) < 0;
    }

    /** When the cache in front may begin to ask for the next token. */
    static Instant dueAt(Instant obtainedAt, Instant refreshAt) {
        return obtainedAt.plusMillis(
                (long) (Duration.between(obtainedAt, refreshAt).toMillis() * EARLIEST));
    }

    private static Instant usableUntil(Connection.HeldToken held, Wanted wanted) {
        Duration quarter = Duration.between(held.obtainedAt(), held.expiresAt()).dividedBy(4);
        Duration margin = quarter.compareTo(EXPIRY_MARGIN) < 0 ? quarter : EXPIRY_MARGIN;
        Duration wish = wanted.minimumValidity();
        return held.expiresAt().minus(margin.compareTo(wish) > 0 ? margin : wish);
    }

    static AccessToken token(Connection.HeldToken held) {
        return AccessToken.of(held.value(), held.expiresAt()).withRefreshAt(held.refreshAt());
    }
}
