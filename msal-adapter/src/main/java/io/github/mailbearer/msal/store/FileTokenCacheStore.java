package io.github.mailbearer.msal.store;

import io.github.mailbearer.msal.StoredTokenCache;
import io.github.mailbearer.msal.TokenCacheKey;
import io.github.mailbearer.msal.TokenCacheStore;
import io.github.mailbearer.msal.TokenCacheStoreException;
import io.github.mailbearer.msal.UnreadableTokenCacheException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Keeps each row in a file of its own, in a directory that one machine's processes may share.
 *
 * <pre>{@code
 * TokenCacheStore store = TokenCacheStore.encrypted(
 *         FileTokenCacheStore.in(Path.of("/var/lib/myapp/mailboxes")),
 *         EncryptionKeys.fromFile(Path.of("/etc/myapp/mailboxes.key")));
 * }</pre>
 *
 * <p>A file is written beside the one it takes the place of, forced to the disk, and then renamed, so that a process or a
 * machine that stops at any point leaves the old row or the new one. Writers of a row take turns by a lock of the kernel's,
 * which also is the {@linkplain #tryLease lease}: the kernel frees both when a process ends, however it ends. Readers wait for
 * nobody. An interrupt does not stop a change under way, and is kept.
 *
 * <p>Files are made with mode 0600, directories with 0700. On Windows, which knows no such modes, they inherit the rights
 * of the directory around them: give one that only the account of the service can read.
 *
 * <p>Not for network file systems, NFS and SMB among them: their locks end with a lost connection, and a file renamed by one
 * machine is not seen at once by another. Several machines share a {@link JdbcTokenCacheStore}.
 *
 * <p>Safe for use by several threads and processes; any number of stores may be made for one directory. Within a process all
 * must come from one class loader, however: the kernel takes every lock on a file from a process that closes the file once,
 * so that of two web applications that each bring this jar and share a directory, the one that is stopped takes the locks of
 * the other. Put the jar where both find it, or give each a directory.
 */
public final class FileTokenCacheStore implements TokenCacheStore {

    private static final System.Logger LOG = System.getLogger(FileTokenCacheStore.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RowFiles rows;
    private final RowLocks locks;

    private FileTokenCacheStore(RowFiles rows, RowLocks locks) {
        this.rows = rows;
        this.locks = locks;
    }

    /**
     * Opens a directory, or makes it, and clears away what writers left there that came to no end.
     *
     * @param directory where the rows are to be, a directory for nothing else
     * @return the store
     * @throws IllegalArgumentException if the directory cannot be made or used, or if others can write into it
     */
    public static FileTokenCacheStore in(Path directory) {
        return in(directory, new SystemFileCalls(), PATIENCE);
    }

    static FileTokenCacheStore in(Path directory, FileCalls calls, Duration patience) {
        if (directory == null) {
            throw new IllegalArgumentException("directory is missing: give one for the rows and nothing else");
        }
        Path real = OwnerOnly.directory(directory);
        try {
            LockFile lockFile = LockFile.of(real);
            RowFiles rows = new RowFiles(real, calls);
            RowLocks locks = new RowLocks(real, lockFile, patience);
            rows.clearLeftovers(locks);
            return new FileTokenCacheStore(rows, locks);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "directory " + directory + " cannot be used: give one that this process can read and write", e);
        }
    }

    @Override
    public StoredTokenCache load(TokenCacheKey key) {
        StoredTokenCache row = rows.read(key);
        if (row.version() == 0) {
            locks.requireInPlace();
        }
        return row;
    }

    @Override
    public boolean compareAndSet(TokenCacheKey key, long expectedVersion, byte[] content) {
        StoredTokenCache next = StoredTokenCache.of(expectedVersion + 1, content);
        rows.requireFits(content);
        return locks.holding(key, () -> {
            if (rows.read(key).version() != expectedVersion) {
                return false;
            }
            rows.write(key, next);
            return true;
        });
    }

    /** Deletes a row, also one whose file is damaged: nobody could begin anew otherwise. */
    @Override
    public boolean delete(TokenCacheKey key) {
        return locks.holding(key, () -> {
            long version;
            try {
                StoredTokenCache row = rows.read(key);
                if (row.content().isEmpty()) {
                    return false;
                }
                version = row.version();
            } catch (UnreadableTokenCacheException e) {
                version = rows.versionOfDamaged(key);
                LOG.log(System.Logger.Level.WARNING, "The damaged row of " + key.mailbox() + " is deleted", e);
            }
            rows.write(key, StoredTokenCache.tombstone(version + 1));
            return true;
        });
    }

    /** Takes a row away, also one whose file is damaged beyond knowing which version it was. */
    @Override
    public boolean purge(TokenCacheKey key, long expectedVersion) {
        return locks.holding(key, () -> {
            try {
                long version = rows.read(key).version();
                if (version != 0 && version != expectedVersion) {
                    return false;
                }
            } catch (UnreadableTokenCacheException e) {
                rows.versionOfDamaged(key); // refuses what is no file
                LOG.log(System.Logger.Level.WARNING, "The damaged row of " + key.mailbox() + " is taken away", e);
            }
            rows.remove(key);
            return true;
        });
    }

    /**
     * Names the rows with content; of each file it reads no more than who it belongs to. A file that is none of this
     * store's rows is passed over, with a warning in the log.
     *
     * @throws TokenCacheStoreException if the directory cannot be read
     */
    @Override
    public List<TokenCacheKey> list(String tenantId, String clientId) {
        locks.requireInPlace();
        return rows.list(tenantId, clientId);
    }

    /**
     * Asks to be the only one who refreshes a row. The lease ends when it is closed, or with its process.
     *
     * @param key the row
     * @param time not needed here: the kernel knows when a holder is gone
     */
    @Override
    public Optional<Lease> tryLease(TokenCacheKey key, Duration time) {
        return locks.tryLease(key);
    }

    @Override
    public String toString() {
        return "the files in " + rows.directory();
    }
}
