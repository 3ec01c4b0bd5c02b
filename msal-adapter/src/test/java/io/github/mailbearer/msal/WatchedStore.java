package io.github.mailbearer.msal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A store in memory that counts what is done to it, and in which others can be busy at any moment. */
final class WatchedStore implements TokenCacheStore {

    final AtomicInteger loads = new AtomicInteger();
    final AtomicInteger writes = new AtomicInteger();
    final AtomicInteger lists = new AtomicInteger();
    final AtomicInteger leases = new AtomicInteger();
    final MemoryTokenCacheStore rows = new MemoryTokenCacheStore();
    volatile Consumer<TokenCacheKey> beforeLoad = key -> {};
    volatile Consumer<TokenCacheKey> afterLoad = key -> {};
    volatile Consumer<TokenCacheKey> beforeWrite = key -> {};
    volatile Consumer<TokenCacheKey> afterWrite = key -> {};
    volatile Runnable beforeList = () -> {};

    /** Whether somebody else has every lease. */
    volatile boolean leased;

    /** Whether the store knows no leases, so that everybody gets one. */
    volatile boolean leaseless;

    @Override
    public StoredTokenCache load(TokenCacheKey key) {
        loads.incrementAndGet();
        beforeLoad.accept(key);
        StoredTokenCache row = rows.load(key);
        afterLoad.accept(key);
        return row;
    }

    @Override
    public boolean compareAndSet(TokenCacheKey key, long expectedVersion, byte[] content) {
        writes.incrementAndGet();
        beforeWrite.accept(key);
        boolean written = rows.compareAndSet(key, expectedVersion, content);
        afterWrite.accept(key);
        return written;
    }

    @Override
    public boolean delete(TokenCacheKey key) {
        return rows.delete(key);
    }

    @Override
    public boolean purge(TokenCacheKey key, long expectedVersion) {
        return rows.purge(key, expectedVersion);
    }

    @Override
    public List<TokenCacheKey> list(String tenantId, String clientId) {
        lists.incrementAndGet();
        beforeList.run();
        return rows.list(tenantId, clientId);
    }

    @Override
    public Optional<Lease> tryLease(TokenCacheKey key, Duration time) {
        leases.incrementAndGet();
        if (leaseless) {
            return Optional.of(() -> {});
        }
        return leased ? Optional.empty() : rows.tryLease(key, time);
    }

    @Override
    public String toString() {
        return "a watched store";
    }
}
