package io.github.mailbearer.msal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Takes the sign-ins of the past out of the store, now and then, while somebody waits for a sign-in to begin.
 *
 * <p>Their keys say how old they are. As a sign-in leaves one row at most, and each that begins takes one away at least as
 * long as old ones are left, they cannot pile up.
 */
final class SignInPurge {

    private static final System.Logger LOG = System.getLogger("io.github.mailbearer.msal");

    /** Much longer than an answer is accepted and handled. */
    private static final Duration KEPT = Duration.ofHours(1);

    private static final Duration BETWEEN = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final ConnectSettings settings;
    private final AtomicReference<Instant> next = new AtomicReference<>(Instant.EPOCH);

    SignInPurge(ConnectSettings settings) {
        this.settings = settings;
    }

    /** Purges until nothing old is left, or some time is over; what is left then is gone on with the next time. */
    void run() {
        Instant now = settings.now();
        Instant due = next.get();
        if (now.isBefore(due) || !next.compareAndSet(due, now.plus(BETWEEN))) {
            return;
        }
        try {
            if (!purged(settings.connections().statesBegunBefore(now.minus(KEPT)), now.plus(LONGEST))) {
                next.set(now);
            }
        } catch (TokenCacheStoreException e) {
            LOG.log(System.Logger.Level.WARNING, "Sign-ins of the past were not taken out of the store", e);
        }
    }

    private boolean purged(List<TokenCacheKey> keys, Instant end) {
        for (TokenCacheKey key : keys) {
            purge(key);
            if (settings.now().isAfter(end)) {
                return false;
            }
        }
        return true;
    }

    private void purge(TokenCacheKey key) {
        ProtectedStore store = settings.connections().store();
        long version;
        try {
            version = store.load(key).version();
        } catch (TokenCacheStoreException e) {
            LOG.log(System.Logger.Level.DEBUG, "A sign-in of the past cannot be read, and is deleted as it is", e);
            store.delete(key);
            return;
        }
        store.purge(key, version);
    }
}
