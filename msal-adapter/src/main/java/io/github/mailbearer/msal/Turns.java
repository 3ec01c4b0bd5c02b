package io.github.mailbearer.msal;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Whose turn it is to refresh a mailbox: one thread's in this process, and by the store's lease one process's. */
final class Turns {

    private final Connections connections;
    private final Duration time;
    private final Set<TokenCacheKey> taken = ConcurrentHashMap.newKeySet();

    /**
     * Makes them.
     *
     * @param time how long a turn may last, should its process be gone
     */
    Turns(Connections connections, Duration time) {
        this.connections = connections;
        this.time = time;
    }

    /**
     * Takes the turn, or leaves it to whoever has it.
     *
     * @throws TokenCacheStoreException if the store cannot tell
     */
    Optional<TokenCacheStore.Lease> take(TokenCacheKey key) {
        if (!taken.add(key)) {
            return Optional.empty();
        }
        Optional<TokenCacheStore.Lease> lease = Optional.empty();
        try {
            lease = connections.tryLease(key, time);
        } finally {
            if (lease.isEmpty()) {
                taken.remove(key);
            }
        }
        return lease.map(held -> () -> {
            try {
                held.close();
            } finally {
                taken.remove(key);
            }
        });
    }
}
