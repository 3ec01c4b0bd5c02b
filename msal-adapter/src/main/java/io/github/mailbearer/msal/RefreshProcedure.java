package io.github.mailbearer.msal;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.InteractionRequiredException;
import io.github.mailbearer.TokenRequestDeniedException;
import io.github.mailbearer.TokenUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Gets the token of a mailbox from its row, or by a refresh that is made once for all.
 *
 * <p>Turns only spare requests: that no refresh token is lost depends on {@link RotationSaver} alone.
 */
final class RefreshProcedure {

    private static final System.Logger LOG = System.getLogger("io.github.mailbearer.msal");

    private static final Duration SAVING = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    /** How long others that were not given a turn may take to save what they redeemed. */
    private static final Duration OTHERS_SAVING = Duration.ofSeconds(1);

    private static final Duration OUTAGE_PAUSE = Duration.ofMinutes(1);

    private final EntraApplication application;
    private final Connections connections;
    private final InstantSource clock;
    private final Pauses.Sleeper sleeper;
    private final FreshRows freshRows = new FreshRows();
    private final HandedOut handedOut = new HandedOut();
    private final Turns turns;
    private final Duration longestTurn;
    private final Duration longestWait;
    private final Redemption redemption;
    private final RotationSaver saver;
    private final RefusalMemory refusals;

    RefreshProcedure(
            EntraApplication application, Connections connections, InstantSource clock, Pauses.Sleeper sleeper) {
        this.application = application;
        this.connections = connections;
        this.clock = clock;
        this.sleeper = sleeper;
        this.longestTurn = application.endpoint().timeout().plus(SAVING);
        this.longestWait = longestTurn.plus(SAVING);
        this.turns = new Turns(connections, sleeper, longestTurn, longestWait);
        this.redemption = new Redemption(application, clock);
        this.saver = new RotationSaver(connections, sleeper);
        this.refusals = new RefusalMemory(application, connections, clock);
    }

    /** How long a token may take. */
    Duration longest() {
        return longestTurn.multipliedBy(3);
    }

    /**
     * Gets a token.
     *
     * @throws io.github.mailbearer.TokenException if there is none
     */
    AccessToken get(Wanted wanted) {
        try {
            return fromRowOrRefreshed(wanted);
        } catch (UnreadableTokenCacheException e) {
            throw new TokenRequestDeniedException(String.valueOf(e.getMessage()), e);
        } catch (TokenCacheStoreException e) {
            throw new TokenUnavailableException(
                    "No token for " + wanted.mailbox() + " while the store is out of order: " + e.getMessage()
                            + " Mend the store, or try again later.",
                    e);
        }
    }

    private AccessToken fromRowOrRefreshed(Wanted wanted) {
        if (freshRows.isLikely(wanted, clock.instant())) {
            Optional<AccessToken> held = held(wanted, settled(wanted));
            if (held.isPresent()) {
                return held.get();
            }
        }
        Pauses pauses = new Pauses(sleeper, FIRST_PAUSE, LONGEST_PAUSE, longestWait);
        while (true) {
            try (TokenCacheStore.Lease turn = turns.take(wanted.key()).orElse(null)) {
                Connections.Stored row = settled(wanted);
                Optional<AccessToken> held = held(wanted, row);
                if (held.isPresent()) {
                    turns.ended(wanted.key());
                    return held.get();
                }
                if (turn != null || pauses.areOver() || turns.isOverdue(wanted.key())) {
                    return refreshed(wanted, row, true);
                }
            }
            pauses.pause("another process to refresh the token of " + wanted.mailbox());
        }
    }

    private Optional<AccessToken> held(Wanted wanted, Connections.Stored row) {
        Instant now = clock.instant();
        return HeldTokens.fresh(connected(wanted, row), wanted, now, handedOut.rejectedObtainedAt(wanted))
                .map(token -> handedOut(wanted, token, now));
    }

    private AccessToken handedOut(Wanted wanted, Connection.HeldToken token, Instant now) {
        handedOut.note(wanted, token);
        return freshRows.seen(wanted, HeldTokens.token(token), now);
    }

    /** The row, after what could not be saved before was saved. */
    private Connections.Stored settled(Wanted wanted) {
        Connections.Stored row = connections.load(wanted.key());
        Rotation unsaved = saver.unsaved(wanted.key());
        return unsaved == null ? row : saver.save(wanted.key(), row, unsaved);
    }

    private Connection connected(Wanted wanted, Connections.Stored row) {
        if (row.connection() == null) {
            throw notConnected(wanted);
        }
        return row.connection();
    }

    private InteractionRequiredException notConnected(Wanted wanted) {
        return new InteractionRequiredException(wanted.mailbox() + " is not connected to " + application.description()
                + ": connect the mailbox with MailboxConnector.");
    }

    private AccessToken refreshed(Wanted wanted, Connections.Stored row, boolean mayTryAgain) {
        Connection connection = connected(wanted, row);
        checkSaved(wanted);
        refusals.check(wanted, connection);
        String refreshToken = connection.refreshToken().orElseThrow(() -> notConnected(wanted));
        Rotation rotation;
        try {
            rotation = redemption.redeem(connection, refreshToken, wanted);
        } catch (InteractionRequiredException refused) {
            return afterRefusal(wanted, refreshToken, refused, mayTryAgain);
        } catch (TokenUnavailableException unavailable) {
            return HeldTokens.lasting(connection, wanted, clock.instant())
                    .map(token -> meanwhile(wanted, token, unavailable))
                    .orElseThrow(() -> unavailable);
        }
        connected(wanted, saver.save(wanted.key(), row, rotation));
        LOG.log(System.Logger.Level.DEBUG, "Refreshed {0} of {1}", rotation.token(), wanted.mailbox());
        return handedOut(wanted, rotation.token(), clock.instant());
    }

    private void checkSaved(Wanted wanted) {
        if (saver.unsaved(wanted.key()) != null) {
            throw new TokenUnavailableException("No token for " + wanted.mailbox()
                    + " until the store has taken the refresh token that was renewed last. Mend the store, or try again"
                    + " later.");
        }
    }

    /** Somebody else may have redeemed the same refresh token just before, and know the next one. */
    private AccessToken afterRefusal(
            Wanted wanted, String redeemed, InteractionRequiredException refused, boolean mayTryAgain) {
        Pauses pauses = new Pauses(sleeper, FIRST_PAUSE, LONGEST_PAUSE, OTHERS_SAVING);
        while (true) {
            Connections.Stored row = connections.load(wanted.key());
            Connection connection = connected(wanted, row);
            if (connection.refreshToken().filter(redeemed::equals).isEmpty()) {
                Optional<AccessToken> held = held(wanted, row);
                if (held.isEmpty() && !mayTryAgain) {
                    throw refused;
                }
                return held.orElseGet(() -> refreshed(wanted, row, false));
            }
            if (pauses.areOver()) {
                refusals.note(wanted, row.version(), connection, refused);
                throw refused;
            }
            pauses.pause("another process to save the refresh token of " + wanted.mailbox());
        }
    }

    private AccessToken meanwhile(Wanted wanted, AccessToken token, TokenUnavailableException unavailable) {
        LOG.log(
                System.Logger.Level.WARNING,
                "The token of " + wanted.mailbox() + " could not be refreshed, and is used until it ends at "
                        + token.expiresAt(),
                unavailable);
        Duration rest = unavailable.retryAfter().orElse(Duration.ZERO);
        Instant next = clock.instant().plus(rest.compareTo(OUTAGE_PAUSE) > 0 ? rest : OUTAGE_PAUSE);
        return token.withRefreshAt(next.isBefore(token.expiresAt()) ? next : token.expiresAt());
    }
}
