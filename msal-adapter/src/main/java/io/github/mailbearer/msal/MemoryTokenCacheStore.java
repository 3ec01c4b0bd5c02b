package io.github.mailbearer.msal;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Rows in the memory of this process. */
final class MemoryTokenCacheStore implements TokenCacheStore {

    private final ConcurrentMap<TokenCacheKey, StoredTokenCache> rows = new ConcurrentHashMap<>();
    private final ConcurrentMap<TokenCacheKey, Lease> leases = new ConcurrentHashMap<>();

    @Override
    public StoredTokenCache load(TokenCacheKey key) {
        return rows.getOrDefault(key, StoredTokenCache.absent());
    }

    @Override
    public boolean compareAndSet(TokenCacheKey key, long expectedVersion, byte[] content) {
        StoredTokenCache next = StoredTokenCache.of(expectedVersion + 1, content);
        return rows.compute(key, (same, row) -> version(row) == expectedVersion ? next : row) == next;
    }

    private static long version(@Nullable StoredTokenCache row) {
        return row == null ? 0 : row.version();
    }

    @Override
    public boolean delete(TokenCacheKey key) {
        StoredTokenCache row = rows.get(key);
        while (row != null && row.content().isPresent()) {
            if (rows.replace(key, row, StoredTokenCache.tombstone(row.version() + 1))) {
                return true;
            }
            row = rows.get(key);
        }
        return false;
    }

    @Override
    public boolean purge(TokenCacheKey key, long expectedVersion) {
        return rows.computeIfPresent(key, (same, row) -> row.version() == expectedVersion ? null : row) == null;
    }

    @Override
    public List<TokenCacheKey> list(String tenantId, String clientId) {
        return rows.entrySet().stream()
                .filter(row -> row.getValue().content().isPresent())
                .map(Map.Entry::getKey)
                .filter(key -> key.tenantId().equals(tenantId.toLowerCase(Locale.ROOT))
                        && key.clientId().equals(clientId.toLowerCase(Locale.ROOT)))
                .sorted(Comparator.comparing(TokenCacheKey::mailbox))
                .toList();
    }

    /** Nobody who holds a lease here can be gone without the rows being gone, so that it needs no end. */
    @Override
    public Optional<Lease> tryLease(TokenCacheKey key, Duration time) {
        Lease lease = new Lease() {
            @Override
            public void close() {
                leases.remove(key, this);
            }
        };
        return leases.putIfAbsent(key, lease) == null ? Optional.of(lease) : Optional.empty();
    }

    @Override
    public String toString() {
        return "a store in memory";
    }
}
