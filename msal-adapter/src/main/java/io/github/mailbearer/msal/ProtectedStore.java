package io.github.mailbearer.msal;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * A store of which it was decided how its rows are protected: the only kind that refresh tokens are entrusted to.
 *
 * <p>Its keys also seal what a {@link MailboxConnector} gives to a browser.
 */
final class ProtectedStore implements TokenCacheStore {

    private final TokenCacheStore store;
    private final boolean encrypting;
    private final @Nullable Sealer sealer;
    private final ConcurrentMap<TokenCacheKey, Rotation> unsaved = new ConcurrentHashMap<>();

    private ProtectedStore(TokenCacheStore store, boolean encrypting, @Nullable Sealer sealer) {
        this.store = store;
        this.encrypting = encrypting;
        this.sealer = sealer;
    }

    static ProtectedStore inMemory() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return new ProtectedStore(new MemoryTokenCacheStore(), false, new Sealer(EncryptionKeys.of("memory", key)));
    }

    static ProtectedStore encrypted(TokenCacheStore store, EncryptionKeys keys) {
        Arguments.required("keys", keys, "EncryptionKeys.fromFile(...), or EncryptionKeys.of(id, key)");
        return new ProtectedStore(bare(store), true, new Sealer(keys));
    }

    static ProtectedStore unencrypted(TokenCacheStore store) {
        return new ProtectedStore(bare(store), false, null);
    }

    private static TokenCacheStore bare(TokenCacheStore store) {
        Arguments.required("store", store, "where the rows go, such as FileTokenCacheStore.in(directory)");
        if (store instanceof ProtectedStore) {
            throw new IllegalArgumentException(
                    "store is " + store + " already: give the store inside, such as FileTokenCacheStore.in(directory)");
        }
        return store;
    }

    /** The store, if it was decided how it is protected. */
    static ProtectedStore checked(@Nullable TokenCacheStore store) {
        Arguments.required("store", store, "a TokenCacheStore, such as TokenCacheStore.encrypted(store, keys)");
        if (store instanceof ProtectedStore decided) {
            return decided;
        }
        throw new IllegalArgumentException("store would keep refresh tokens in clear: wrap it in"
                + " TokenCacheStore.encrypted(store, keys), or, if it encrypts by itself, in"
                + " TokenCacheStore.unencrypted(store)");
    }

    /** What seals the state of a sign-in under way; nothing if the store is not encrypted. */
    Optional<Sealer> sealer() {
        return Optional.ofNullable(sealer);
    }

    /** Renewed refresh tokens that could not be stored yet: all who use this store must know them. */
    ConcurrentMap<TokenCacheKey, Rotation> unsaved() {
        return unsaved;
    }

    @Override
    public StoredTokenCache load(TokenCacheKey key) {
        StoredTokenCache row = store.load(key);
        return encrypting && row.content().isPresent() ? opened(key, row) : row;
    }

    private StoredTokenCache opened(TokenCacheKey key, StoredTokenCache row) {
        try {
            return StoredTokenCache.of(
                    row.version(),
                    Objects.requireNonNull(sealer).open(row.content().orElseThrow(), context(key, row.version())));
        } catch (Sealer.UnknownKeyIdException e) {
            throw new UnknownKeyException(
                    "The row of " + key.mailbox() + " in " + store + " " + e.getMessage() + ".", e);
        } catch (Sealer.BrokenSealException e) {
            throw new UnreadableTokenCacheException(
                    "The row of " + key.mailbox() + " in " + store + " " + e.getMessage()
                            + ". It is left as it is; to begin anew, disconnect the mailbox and connect it again.",
                    e);
        }
    }

    @Override
    public boolean compareAndSet(TokenCacheKey key, long expectedVersion, byte[] content) {
        byte[] written =
                encrypting ? Objects.requireNonNull(sealer).seal(content, context(key, expectedVersion + 1)) : content;
        return store.compareAndSet(key, expectedVersion, written);
    }

    private static Object[] context(TokenCacheKey key, long version) {
        return new Object[] {"row", key.tenantId(), key.clientId(), key.mailbox(), version};
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

    @Override
    public Optional<Lease> tryLease(TokenCacheKey key, Duration time) {
        return store.tryLease(key, time);
    }

    @Override
    public String toString() {
        return store + (encrypting ? ", encrypted" : ", not encrypted");
    }
}
