package io.github.mailbearer.msal.store;

import io.github.mailbearer.msal.StoredTokenCache;
import io.github.mailbearer.msal.TokenCacheKey;
import io.github.mailbearer.msal.TokenCacheStoreException;
import io.github.mailbearer.msal.UnreadableTokenCacheException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rows as files of a directory: how they are read at any time, and changed by whoever has the row's lock. */
final class RowFiles {

    private static final System.Logger LOG = System.getLogger(RowFiles.class.getName());
    private static final String ROW = ".row";
    private static final String UNFINISHED = ".tmp";
    private static final Pattern LEFTOVER = Pattern.compile("[0-9a-f]{64}[.][0-9a-f-]{36}[.]tmp");
    private static final int LARGEST = 16 << 20;

    private final Path directory;
    private final FileCalls calls;

    RowFiles(Path directory, FileCalls calls) {
        this.directory = directory;
        this.calls = calls;
    }

    Path directory() {
        return directory;
    }

    private Path file(TokenCacheKey key) {
        return directory.resolve(RowFormat.name(key) + ROW);
    }

    StoredTokenCache read(TokenCacheKey key) {
        Path file = file(key);
        try {
            byte[] octets = octets(file, Integer.MAX_VALUE);
            return octets == null ? StoredTokenCache.absent() : RowFormat.read(key, octets);
        } catch (RowFormat.MalformedRowException e) {
            throw new UnreadableTokenCacheException(
                    "The row of " + key.mailbox() + ", the file " + file + ", " + e.getMessage()
                            + ". It is left as it is: put a good copy back, or disconnect the mailbox and connect it again.",
                    e);
        } catch (IOException e) {
            throw new TokenCacheStoreException(
                    "The row of " + key.mailbox() + " cannot be read from " + file + ": see who may read it.", e);
        }
    }

    /**
     * The version of a row that cannot be read, which its successor is to count on from. Where it is lost too, it is one
     * that no row has come to by counting, so that nobody who read the row before takes its successor for it.
     *
     * @throws UnreadableTokenCacheException if the file is none, or too large for a row
     */
    long versionOfDamaged(TokenCacheKey key) {
        Path file = file(key);
        byte[] head;
        try {
            head = octets(file, RowFormat.LONGEST_HEAD);
        } catch (RowFormat.MalformedRowException e) {
            throw new UnreadableTokenCacheException(
                    "The row of " + key.mailbox() + ", the file " + file + ", " + e.getMessage()
                            + ". It is left as it is: move it away.",
                    e);
        } catch (IOException e) {
            throw new TokenCacheStoreException(
                    "The row of " + key.mailbox() + " cannot be read from " + file + ": see who may read it.", e);
        }
        try {
            return head == null ? 0 : RowFormat.head(head).version();
        } catch (RowFormat.MalformedRowException e) {
            return System.currentTimeMillis();
        }
    }

    /** The beginning of a file; {@code null} if there is none. */
    private static byte @Nullable [] octets(Path file, int atMost) throws IOException, RowFormat.MalformedRowException {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!found.isRegularFile()) {
                throw new RowFormat.MalformedRowException("is no file, but a link, a directory or a device");
            }
            if (found.size() > LARGEST + RowFormat.LONGEST_HEAD) {
                throw new RowFormat.MalformedRowException("is larger than any row");
            }
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                return in.readNBytes(atMost);
            }
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    void requireFits(byte[] content) {
        if (content.length > LARGEST) {
            throw new IllegalArgumentException(
                    "content has " + content.length + " octets: give no more than " + LARGEST);
        }
    }

    void write(TokenCacheKey key, StoredTokenCache row) {
        Path file = file(key);
        Path unfinished = directory.resolve(RowFormat.name(key) + "." + UUID.randomUUID() + UNFINISHED);
        try {
            try {
                calls.create(unfinished);
                calls.write(unfinished, RowFormat.write(key, row));
                calls.force(unfinished);
                calls.replace(unfinished, file);
            } catch (IOException e) {
                discard(unfinished, e);
                throw e;
            }
            calls.forceNames(directory);
        } catch (IOException e) {
            throw new TokenCacheStoreException(
                    "The row of " + key.mailbox() + " is not known to be written to " + file
                            + ": see that the disk has room, and who may write to it. What is there is whole, the old row or the new one.",
                    e);
        }
    }

    private void discard(Path unfinished, IOException why) {
        try {
            calls.delete(unfinished);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    void remove(TokenCacheKey key) {
        Path file = file(key);
        try {
            calls.delete(file);
            calls.forceNames(directory);
        } catch (IOException e) {
            throw new TokenCacheStoreException(
                    "The row of " + key.mailbox() + " is not known to be removed from " + file
                            + ": see who may write to the directory.",
                    e);
        }
    }

    List<TokenCacheKey> list(String tenantId, String clientId) {
        String tenant = tenantId.toLowerCase(Locale.ROOT);
        String client = clientId.toLowerCase(Locale.ROOT);
        List<TokenCacheKey> keys = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + ROW)) {
            for (Path file : files) {
                key(file)
                        .filter(key ->
                                key.tenantId().equals(tenant) && key.clientId().equals(client))
                        .ifPresent(keys::add);
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new TokenCacheStoreException(
                    "The rows in " + directory + " cannot be listed: see who may read it.", e);
        }
        keys.sort(Comparator.comparing(TokenCacheKey::mailbox));
        return List.copyOf(keys);
    }

    /** Whose row a file is; nothing if it was deleted, or if it is no row. */
    private static Optional<TokenCacheKey> key(Path file) throws IOException {
        try {
            byte[] octets = octets(file, RowFormat.LONGEST_HEAD);
            if (octets == null) {
                return Optional.empty();
            }
            RowFormat.Head head = RowFormat.head(octets);
            if (!file.endsWith(RowFormat.name(head.key()) + ROW)) {
                throw new RowFormat.MalformedRowException(
                        "is the row of " + head.key().mailbox());
            }
            return head.contentLength() < 0 ? Optional.empty() : Optional.of(head.key());
        } catch (RowFormat.MalformedRowException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The file " + file + " " + e.getMessage() + ", and is not listed. It is left as it is.");
            return Optional.empty();
        }
    }

    /** Removes what writers left who came to no end: files not yet named as a row, of rows that nobody is writing. */
    void clearLeftovers(RowLocks locks) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + UNFINISHED)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (LEFTOVER.matcher(name).matches()) {
                    locks.ifFree(name, () -> calls.delete(file));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }
}
