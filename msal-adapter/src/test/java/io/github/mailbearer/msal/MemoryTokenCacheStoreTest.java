package io.github.mailbearer.msal;

/** The store in memory. */
class MemoryTokenCacheStoreTest extends TokenCacheStoreContract {

    private final TokenCacheStore store = TokenCacheStore.inMemory();

    @Override
    protected TokenCacheStore open() {
        return store;
    }
}
