package io.github.mailbearer.msal.store;

import io.github.mailbearer.msal.TokenCacheKey;
import io.github.mailbearer.msal.TokenCacheStore;
import io.github.mailbearer.msal.TokenCacheStoreException;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Who may change a row, and who has its lease: two octets for each row in the {@link LockFile}. */
final class RowLocks {

    private static final System.Logger LOG = System.getLogger(RowLocks.class.getName());
    private static final long LEASES = 1L << 61;
    private static final int NAME_DIGITS = 15;

    private final Path directory;
    private final LockFile file;
    private final Duration patience;

    RowLocks(Path directory, LockFile file, Duration patience) {
        this.directory = directory;
        this.file = file;
        this.patience = patience;
    }

    /**
     * Changes a row when it is its turn.
     *
     * @throws TokenCacheStoreException if the row is not free in time; then nothing was changed
     */
    boolean holding(TokenCacheKey key, BooleanSupplier change) {
        FileLock lock = wait(key);
        try {
            requireInPlace();
            return change.getAsBoolean();
        } finally {
            release(lock);
        }
    }

    private FileLock wait(TokenCacheKey key) {
        try {
            FileLock lock = file.lock(octet(RowFormat.name(key)), patience);
            if (lock != null) {
                return lock;
            }
        } catch (IOException e) {
            throw failed(key, e);
        }
        throw new TokenCacheStoreException(
                "The row of " + key.mailbox() + " in " + directory + " was locked for " + patience.toMillis()
                        + " ms by another thread or process, and was not changed: see what holds it up, and try again.",
                null);
    }

    /** Does something to the row in a file by this name, unless it is being changed. */
    void ifFree(String name, IoAction action) throws IOException {
        FileLock lock = file.tryLock(octet(name));
        if (lock != null) {
            try {
                action.run();
            } finally {
                release(lock);
            }
        }
    }

    /** What is done to a file. */
    @FunctionalInterface
    interface IoAction {

        void run() throws IOException;
    }

    Optional<TokenCacheStore.Lease> tryLease(TokenCacheKey key) {
        requireInPlace();
        try {
            FileLock lock = file.tryLock(LEASES + octet(RowFormat.name(key)));
            return lock == null ? Optional.empty() : Optional.of(() -> release(lock));
        } catch (IOException e) {
            throw failed(key, e);
        }
    }

    private TokenCacheStoreException failed(TokenCacheKey key, IOException cause) {
        return new TokenCacheStoreException(
                "The row of " + key.mailbox() + " in " + directory
                        + " cannot be locked, and was not changed: see that the file system has locks.",
                cause);
    }

    /** Below 2 to the power of 60. Two rows with the same one wait for each other needlessly, no more. */
    private static long octet(String name) {
        return Long.parseLong(name.substring(0, NAME_DIGITS), 16);
    }

    /** Sees that this still is the directory that was opened, lest an empty place be taken for one without rows. */
    void requireInPlace() {
        try {
            if (file.isInPlace()) {
                return;
            }
        } catch (IOException e) {
            throw new TokenCacheStoreException(
                    "The directory " + directory + " cannot be read: see that it is mounted.", e);
        }
        throw new TokenCacheStoreException(
                "The directory " + directory + " is not the one that was opened: it was removed, replaced or unmounted."
                        + " Put it back, or start the application anew.",
                null);
    }

    private void release(FileLock lock) {
        try {
            file.release(lock);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "A lock in " + directory + " ends only with this process.", e);
        }
    }
}
