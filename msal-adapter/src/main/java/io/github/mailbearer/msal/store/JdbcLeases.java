package io.github.mailbearer.msal.store;

import io.github.mailbearer.msal.TokenCacheKey;
import io.github.mailbearer.msal.TokenCacheStore;
import io.github.mailbearer.msal.TokenCacheStoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** The leases of a {@link JdbcTokenCacheStore}: who refreshes a row, and until when, by the clock of the database. */
final class JdbcLeases {

    private static final Logger LOGGER = System.getLogger(JdbcLeases.class.getName());

    private final Database database;
    private final TokenTable table;

    JdbcLeases(Database database, TokenTable table) {
        this.database = database;
        this.table = table;
    }

    Optional<TokenCacheStore.Lease> tryLease(TokenCacheKey key, Duration time) {
        String owner = UUID.randomUUID().toString();
        if (take(key, owner, time)) {
            return Optional.of(() -> end(key, owner, false));
        }
        if (!exists(key) && insert(key, owner, time)) {
            return Optional.of(() -> end(key, owner, true));
        }
        return Optional.empty();
    }

    private boolean take(TokenCacheKey key, String owner, Duration time) {
        return database.update(failure(key), table::takeLease, owner, time.toMillis(), key) == 1;
    }

    /** A failed insert would cost more, and show in the log of the database. */
    private boolean exists(TokenCacheKey key) {
        return database.query(failure(key), table.exists(), ResultSet::next, key);
    }

    private boolean insert(TokenCacheKey key, String owner, Duration time) {
        return database.insert(failure(key), key, table::insertLease, key, owner, time.toMillis());
    }

    private static String failure(TokenCacheKey key) {
        return "It cannot be told who refreshes the row of " + key.mailbox();
    }

    private void end(TokenCacheKey key, String owner, boolean ofNoRow) {
        try {
            if (!ofNoRow || database.update(failure(key), kind -> table.endLeaseOfNoRow(), key, owner) == 0) {
                database.update(failure(key), kind -> table.endLease(), key, owner);
            }
        } catch (TokenCacheStoreException e) {
            LOGGER.log(Level.WARNING, "A lease could not be given back and ends by itself: " + e.getMessage(), e);
        }
    }
}
