package io.github.mailbearer.msal;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Whose turn it is to refresh a mailbox: one thread's in this process, and by the store's lease one process's.
 *
 * <p>A process that is stopped while it has a turn may keep the lease for as long as it lives, and those who wait may be
 * interrupted sooner than they give up. So it is remembered, across attempts, since when a lease was seen taken.
 */
final class Turns {

    private final Connections connections;
    private final Pauses.Sleeper ticker;
    private final Duration time;
    private final Duration patience;
    private final Set<TokenCacheKey> taken = ConcurrentHashMap.newKeySet();
    private final ConcurrentMap<TokenCacheKey, Long> seenTakenSince = new ConcurrentHashMap<>();

    /**
     * Makes them.
     *
     * @param ticker knows the time
     * @param time how long a turn may last, should its process be gone
     * @param patience how long to leave a turn to whoever has it
     */
    Turns(Connections connections, Pauses.Sleeper ticker, Duration time, Duration patience) {
        this.connections = connections;
        this.ticker = ticker;
        this.time = time;
        this.patience = patience;
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
        if (lease.isEmpty()) {
            seenTakenSince.putIfAbsent(key, ticker.nanoTime());
        } else {
            ended(key);
        }
        return lease.map(held -> () -> {
            try {
                held.close();
            } finally {
                taken.remove(key);
            }
        });
    }

    /** Whether the turn was another process's for longer than one that works takes. */
    boolean isOverdue(TokenCacheKey key) {
        Long since = seenTakenSince.get(key);
        return since != null && ticker.nanoTime() - since >= patience.toNanos();
    }

    /** Notes that another process's turn has come to something. */
    void ended(TokenCacheKey key) {
        seenTakenSince.remove(key);
    }
}
