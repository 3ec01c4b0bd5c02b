package io.github.mailbearer.msal.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The file of a directory in which each row has an octet to lock, against the threads of this process and against other
 * processes alike. The kernel frees what a process had locked, however it ends.
 *
 * <p>A kernel takes all locks on a file from a process that closes the file once, whichever way it was opened. So a process
 * opens the lock file of a directory once and never closes it, however many stores there are: that is what
 * {@link #OPEN} is for.
 */
final class LockFile {

    private static final String NAME = ".lock";
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(4);
    private static final Map<Path, LockFile> OPEN = new HashMap<>();
    private static final ReentrantLock OPENING = new ReentrantLock();

    private final Path path;
    private final FileChannel channel;
    private final @Nullable Object identity;

    /** Keeps every lock reachable: the JDK forgets one that is collected, though the kernel does not. */
    private final Set<FileLock> held = ConcurrentHashMap.newKeySet();

    private LockFile(Path path, FileChannel channel, @Nullable Object identity) {
        this.path = path;
        this.channel = channel;
        this.identity = identity;
    }

    /** Opens the lock file of a directory, given by its real path, or makes it. */
    static LockFile of(Path directory) throws IOException {
        Path path = directory.resolve(NAME);
        OPENING.lock();
        try {
            LockFile known = OPEN.get(path);
            if (known != null && known.isInPlace()) {
                return known;
            }
            LockFile opened = open(path);
            OPEN.put(path, opened);
            return opened;
        } finally {
            OPENING.unlock();
        }
    }

    private static LockFile open(Path path) throws IOException {
        try {
            Files.createFile(path, OwnerOnly.file(path));
        } catch (FileAlreadyExistsException e) {
            // another process was first, or this directory has been used before: all share the file
        }
        FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        return new LockFile(path, channel, identity(path));
    }

    private static @Nullable Object identity(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    /** Whether the file that was opened still goes by its name: a directory that was replaced or unmounted has another. */
    boolean isInPlace() throws IOException {
        try {
            Object found = identity(path);
            return channel.isOpen() && (identity == null || identity.equals(found));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Locks an octet, unless it is locked already. */
    @Nullable
    FileLock tryLock(long octet) throws IOException {
        try {
            FileLock lock = channel.tryLock(octet, 1, false);
            if (lock != null) {
                held.add(lock);
            }
            return lock;
        } catch (OverlappingFileLockException e) {
            return null; // a thread of this process has it
        }
    }

    /** Gives a lock back, unless it was given back before. */
    void release(FileLock lock) throws IOException {
        if (held.remove(lock)) {
            lock.release();
        }
    }

    /**
     * Locks an octet as soon as it is free, also for a thread that was interrupted, and keeps the interrupt for later.
     *
     * @param patience after which it gives up
     * @return {@code null} if the octet was locked all the while
     */
    @Nullable
    FileLock lock(long octet, Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        boolean interrupted = false;
        try {
            FileLock lock = tryLock(octet);
            while (lock == null && System.nanoTime() < end) {
                interrupted |= pause();
                lock = tryLock(octet);
            }
            return lock;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE));
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}
