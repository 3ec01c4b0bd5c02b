package io.github.mailbearer.msal;

/** A store that is encrypted keeps to what it keeps to without. */
class EncryptedTokenCacheStoreTest extends TokenCacheStoreContract {

    private final TokenCacheStore rows = new MemoryTokenCacheStore();
    private final EncryptionKeys keys = EncryptionKeys.parse(EncryptionKeys.generate("2026-11"));

    @Override
    protected TokenCacheStore open() {
        return TokenCacheStore.encrypted(rows, keys);
    }
}
