package io.github.mailbearer.msal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where the refresh tokens of connected mailboxes live: one row for each mailbox, with a version, changed by
 * compare-and-set, so that no process overwrites what it has not seen.
 *
 * <p>Rows hold secrets, so a store is used through one of the factories here: {@link #encrypted}, {@link #inMemory}, or,
 * by its own name, {@link #unencrypted}. {@link MsalTokenProvider#delegated} and {@link MailboxConnector} refuse a store
 * as it is. {@code io.github.mailbearer.msal.store} has stores for files and databases:
 *
 * <pre>{@code
 * TokenCacheStore store =
 *         TokenCacheStore.encrypted(FileTokenCacheStore.in(directory), EncryptionKeys.fromFile(keyFile));
 * }</pre>
 *
 * <p>What no store can do: whoever can write to it can put an old row back; a backup keeps refresh tokens alive; deleting
 * a row takes the token from us, but cannot revoke it at Entra.
 *
 * <p>Implementations must be safe for use by several threads, and should be so for several processes. They report what
 * fails by a {@link TokenCacheStoreException}, and never show content in it.
 */
public interface TokenCacheStore {

    /**
     * Reads a row.
     *
     * @param key the row
     * @return the row; {@linkplain StoredTokenCache#absent() absent} or a {@linkplain StoredTokenCache#tombstone
     *     tombstone} if it has no content
     * @throws TokenCacheStoreException if it cannot be read at present
     * @throws UnreadableTokenCacheException if it was read, but is no row of this store
     */
    StoredTokenCache load(TokenCacheKey key);

    /**
     * Writes a row, if nobody has changed it since it was read. When this returns {@code true} the row must outlive a
     * crash of the process and of the machine.
     *
     * @param key the row
     * @param expectedVersion the version that was read; 0 if there was no row
     * @param content what to store
     * @return whether it was stored, with the expected version and 1 as its version; otherwise nothing has changed
     * @throws TokenCacheStoreException if it is not known to be stored
     */
    boolean compareAndSet(TokenCacheKey key, long expectedVersion, byte[] content);

    /**
     * Takes the content out of a row, and leaves a {@linkplain StoredTokenCache#tombstone tombstone} with the next version.
     *
     * @param key the row
     * @return whether there was content
     * @throws TokenCacheStoreException if it is not known to be deleted
     */
    boolean delete(TokenCacheKey key);

    /**
     * Takes away every trace of a row, if nobody has changed it since it was read. Only for rows that nobody may write
     * again.
     *
     * @param key the row
     * @param expectedVersion the version that was read
     * @return whether the row is gone
     * @throws TokenCacheStoreException if it is not known to be gone
     */
    boolean purge(TokenCacheKey key, long expectedVersion);

    /**
     * Names the rows with content.
     *
     * @param tenantId whose; upper and lower case make no difference
     * @param clientId whose; upper and lower case make no difference
     * @return their keys, in the order of their mailboxes
     * @throws TokenCacheStoreException if they cannot be listed at present
     */
    List<TokenCacheKey> list(String tenantId, String clientId);

    /**
     * Asks to be the only one who refreshes a row, so that others wait for the row instead of asking Entra too. Never
     * waits. A lease prevents needless requests; that nothing is lost depends on {@link #compareAndSet} alone.
     *
     * @param key the row
     * @param time after which the lease ends by itself, should its holder be gone
     * @return the lease; empty if somebody else has it. Unless overridden, everybody gets one
     * @throws TokenCacheStoreException if it cannot be told at present
     */
    default Optional<Lease> tryLease(TokenCacheKey key, Duration time) {
        return Optional.of(() -> {});
    }

    /** The right to be the only one who refreshes a row. */
    @FunctionalInterface
    interface Lease extends AutoCloseable {

        /** Gives the right back. Never throws: what cannot be given back ends by itself. */
        @Override
        void close();
    }

    /**
     * A store in the memory of this process, for tests and for programs in which a person signs in at each start.
     *
     * @return an empty store
     */
    static TokenCacheStore inMemory() {
        return ProtectedStore.inMemory();
    }

    /**
     * Encrypts every row (AES-256 in GCM), bound to its key and version, so that a row that was moved, cut short or
     * changed is recognised.
     *
     * <p>Make it once, and give it to all providers and connectors of the process: a renewed refresh token that could not
     * be written yet is known to those who share it, and not to others over the same rows.
     *
     * @param store where the encrypted rows go
     * @param keys the keys; the first encrypts, and a row comes under it when it is written the next time
     * @return the store to use
     */
    static TokenCacheStore encrypted(TokenCacheStore store, EncryptionKeys keys) {
        return ProtectedStore.encrypted(store, keys);
    }

    /**
     * Keeps refresh tokens in clear, readable for everybody who can read the store or a backup of it. For a store that
     * encrypts by itself. Make it once for the process, as with {@link #encrypted}.
     *
     * @param store where the rows go as they are
     * @return the store to use
     */
    static TokenCacheStore unencrypted(TokenCacheStore store) {
        return ProtectedStore.unencrypted(store);
    }
}
