package io.github.mailbearer.msal;

import io.github.mailbearer.TokenUnavailableException;
import java.time.Duration;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings a rotated refresh token into its row, come what may: until it is there, nothing else in the world knows it.
 *
 * <p>Nobody's change is overwritten but notes about the very refresh token that was redeemed. What cannot be saved is kept
 * in memory, with the store, and saved before anything else is done with the mailbox.
 */
final class RotationSaver {

    private static final System.Logger LOG = System.getLogger("io.github.mailbearer.msal");

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_SAVING = Duration.ofSeconds(3);
    private static final int MOST_CONFLICTS = 20;

    private final Connections connections;
    private final Pauses.Sleeper sleeper;
    private final ConcurrentMap<TokenCacheKey, Rotation> unsaved;

    RotationSaver(Connections connections, Pauses.Sleeper sleeper) {
        this.connections = connections;
        this.sleeper = sleeper;
        this.unsaved = connections.store().unsaved();
    }

    /** What could not be saved yet; {@code null} if everything is. */
    @Nullable
    Rotation unsaved(TokenCacheKey key) {
        return unsaved.get(key);
    }

    /**
     * Saves a rotation, or keeps it in memory.
     *
     * @param row what was read before the refresh
     * @return the row to go on with: this, or what somebody else has made of it; without a connection if the mailbox was
     *     disconnected meanwhile
     */
    Connections.Stored save(TokenCacheKey key, Connections.Stored row, Rotation rotation) {
        boolean interrupted = Thread.interrupted(); // files and drivers give up at once on an interrupted thread
        try {
            return saveOrKeep(key, row, rotation);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Connections.Stored saveOrKeep(TokenCacheKey key, Connections.Stored row, Rotation rotation) {
        Pauses pauses = new Pauses(sleeper, FIRST_PAUSE, LONGEST_PAUSE, LONGEST_SAVING);
        Connections.Stored known = row;
        while (true) {
            try {
                Connections.Stored saved = trySave(key, known, rotation);
                unsaved.remove(key, rotation);
                return saved;
            } catch (TokenCacheStoreException failure) {
                if (failure instanceof UnreadableTokenCacheException || pauses.areOver() || !paused(pauses, key)) {
                    return kept(key, row, rotation, failure);
                }
            }
            // Whether the change was stored is not known, and is seen when it is tried again.
        }
    }

    private static boolean paused(Pauses pauses, TokenCacheKey key) {
        try {
            pauses.pause("the store to take the refresh token of " + key.mailbox());
            return true;
        } catch (TokenUnavailableException interrupted) {
            return false; // the flag is set again, and whoever waits next hears of it
        }
    }

    private Connections.Stored kept(
            TokenCacheKey key, Connections.Stored row, Rotation rotation, TokenCacheStoreException failure) {
        unsaved.put(key, rotation);
        LOG.log(
                System.Logger.Level.ERROR,
                "The refresh token of " + key.mailbox()
                        + " was renewed, but could not be stored; it is kept in memory, and"
                        + " stored before the next refresh. Should this process end before, the mailbox may have to be"
                        + " connected again. Mend the store.",
                failure);
        Connection connection = row.connection();
        return new Connections.Stored(row.version(), connection == null ? null : rotation.of(connection));
    }

    private Connections.Stored trySave(TokenCacheKey key, Connections.Stored row, Rotation rotation) {
        Connections.Stored known = row;
        for (int conflicts = 0; conflicts < MOST_CONFLICTS; conflicts++) {
            Connection connection = known.connection();
            Connection next = connection == null ? null : rotation.of(connection);
            if (next == null) {
                return known;
            }
            if (connections.save(key, known.version(), next)) {
                return new Connections.Stored(known.version() + 1, next);
            }
            known = connections.load(key);
        }
        throw new TokenCacheStoreException(
                "The row of " + key.mailbox() + " in " + connections.store() + " was changed by others "
                        + MOST_CONFLICTS + " times in a row while it was being written.",
                null);
    }
}
