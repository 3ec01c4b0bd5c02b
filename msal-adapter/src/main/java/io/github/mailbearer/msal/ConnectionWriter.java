package io.github.mailbearer.msal;

import io.github.mailbearer.TokenUnavailableException;
import io.github.mailbearer.msal.MailboxNotConnectedException.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Stores what a person has just granted, over whatever is stored of the mailbox, but never over another tenant's.
 *
 * <p>A code or refresh token was used up for it, so a store that fails is asked again for a while.
 */
final class ConnectionWriter {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(25);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final Connections connections;
    private final Pauses.Sleeper sleeper;

    ConnectionWriter(ConnectSettings settings) {
        this(settings.connections(), settings.sleeper());
    }

    ConnectionWriter(Connections connections, Pauses.Sleeper sleeper) {
        this.connections = connections;
        this.sleeper = sleeper;
    }

    /**
     * Reads the row, to find out whether it can be written, before anything is used up.
     *
     * @return what is there
     * @throws MailboxNotConnectedException if it is there and unreadable
     * @throws TokenUnavailableException if the store is down
     */
    Connections.Stored checkWritable(TokenCacheKey key) {
        try {
            return connections.load(key);
        } catch (UnreadableTokenCacheException e) {
            throw unreadable(key, e);
        } catch (TokenCacheStoreException e) {
            throw new TokenUnavailableException(
                    "The mailbox " + key.mailbox()
                            + " was not connected, since the store failed. Nothing was asked of Entra"
                            + " yet: try again when the store works.",
                    e);
        }
    }

    /**
     * Writes the row.
     *
     * @throws MailboxNotConnectedException if the row is another tenant's, or unreadable
     * @throws TokenUnavailableException if the store stays down
     */
    void write(TokenCacheKey key, Connection connection) {
        InterruptSetAside interrupt = new InterruptSetAside();
        try {
            write(key, connection, new Pauses(interrupt.through(sleeper), FIRST_PAUSE, LONGEST_PAUSE, PATIENCE));
        } finally {
            interrupt.restore();
        }
    }

    private void write(TokenCacheKey key, Connection connection, Pauses pauses) {
        @Nullable TokenCacheStoreException failure = null;
        while (true) {
            try {
                Connections.Stored stored = connections.load(key);
                if (failure != null && isSame(stored.connection(), connection)) {
                    return;
                }
                checkTenant(key, stored.connection(), connection);
                if (connections.save(key, stored.version(), connection)) {
                    return;
                }
            } catch (UnreadableTokenCacheException e) {
                throw unreadable(key, e);
            } catch (TokenCacheStoreException e) {
                failure = e;
            }
            if (pauses.areOver()) {
                throw notStored(key, failure);
            }
            pauses.pause("the store of " + key.mailbox());
        }
    }

    /**
     * Whether a row holds what a write gave it of which the store did not say so. It may have been refreshed since, and
     * then holds the newer refresh token.
     */
    private static boolean isSame(@Nullable Connection stored, Connection fresh) {
        return stored != null
                && stored.account().equals(fresh.account())
                && stored.connectedAt().equals(fresh.connectedAt());
    }

    private static TokenUnavailableException notStored(TokenCacheKey key, @Nullable TokenCacheStoreException failure) {
        return new TokenUnavailableException(
                "Entra has granted access to " + key.mailbox() + ", but the store failed for " + PATIENCE.toSeconds()
                        + " s, and what Entra gave is given once only. The mailbox is not connected, unless it was before:"
                        + " connect it again when the store works.",
                failure);
    }

    private static void checkTenant(TokenCacheKey key, @Nullable Connection stored, Connection fresh) {
        if (stored != null
                && !stored.account().tenantId().equalsIgnoreCase(fresh.account().tenantId())) {
            throw MailboxNotConnectedException.of(
                    Reason.WRONG_TENANT,
                    key.mailbox() + " is connected in tenant "
                            + stored.account().tenantId() + ", but the account signed in"
                            + " to tenant " + fresh.account().tenantId()
                            + ". If it has moved there, disconnect the mailbox first.");
        }
    }

    /** Which keys there are is for the log, not for the person at the browser. */
    private static MailboxNotConnectedException unreadable(TokenCacheKey key, UnreadableTokenCacheException e) {
        return MailboxNotConnectedException.of(
                Reason.NOT_STORED,
                "What is stored of " + key.mailbox()
                        + " cannot be read, and is left as it is. To begin anew, disconnect"
                        + " the mailbox and connect it again; the cause of this error says what is wrong with it.",
                e);
    }
}
