package io.github.mailbearer.msal;

import java.util.List;
import java.util.concurrent.CyclicBarrier;

/** A store without leases, whose nodes write their first row at the same moment. */
final class Leaseless implements TokenCacheStore {

    private final TokenCacheStore store;
    private final CyclicBarrier together;
    private boolean hasWritten;

    Leaseless(TokenCacheStore store, CyclicBarrier together) {
        this.store = store;
        this.together = together;
    }

    @Override
    public StoredTokenCache load(TokenCacheKey key) {
        return store.load(key);
    }

    @Override
    public boolean compareAndSet(TokenCacheKey key, long expectedVersion, byte[] content) {
        if (!hasWritten) {
            hasWritten = true;
            try {
                together.await();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
        return store.compareAndSet(key, expectedVersion, content);
    }

    @Override
    public boolean delete(TokenCacheKey key) {
        return store.delete(key);
    }

    @Override
    public boolean purge(TokenCacheKey key, long expectedVersion) {
        return store.purge(key, expectedVersion);
    }

    @Override
    public List<TokenCacheKey> list(String tenantId, String clientId) {
        return store.list(tenantId, clientId);
    }
}
