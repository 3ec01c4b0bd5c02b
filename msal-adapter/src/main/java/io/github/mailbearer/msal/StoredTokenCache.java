package io.github.mailbearer.msal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link TokenCacheStore} holds under a key: a version and, unless there never was a row or it was deleted, its
 * content.
 *
 * <p>Immutable and safe for use by several threads. {@link #toString} shows no content.
 */
public final class StoredTokenCache {

    private static final StoredTokenCache ABSENT = new StoredTokenCache(0, null);

    private final long version;
    private final byte @Nullable [] content;

    private StoredTokenCache(long version, byte @Nullable [] content) {
        this.version = version;
        this.content = content;
    }

    /**
     * A row.
     *
     * @param version 1 for the first content, and one more for each change
     * @param content what was stored
     * @return the row, with a copy of the content
     * @throws IllegalArgumentException if the version is below 1
     */
    public static StoredTokenCache of(long version, byte[] content) {
        return new StoredTokenCache(checked(version), content.clone());
    }

    /**
     * What is left of a row that was deleted: its version, so that nobody who read it before can write it again.
     *
     * @param version the version that the deletion made
     * @return the row without content
     * @throws IllegalArgumentException if the version is below 1
     */
    public static StoredTokenCache tombstone(long version) {
        return new StoredTokenCache(checked(version), null);
    }

    /**
     * No row.
     *
     * @return version 0 without content
     */
    public static StoredTokenCache absent() {
        return ABSENT;
    }

    private static long checked(long version) {
        if (version < 1) {
            throw new IllegalArgumentException(
                    "version is " + version + ": give 1 for the first content, and one more for each change");
        }
        return version;
    }

    /**
     * What to expect in a {@link TokenCacheStore#compareAndSet}.
     *
     * @return 0 if there never was a row
     */
    public long version() {
        return version;
    }

    /**
     * What was stored.
     *
     * @return a copy; empty if there never was a row or it was deleted
     */
    public Optional<byte[]> content() {
        return Optional.ofNullable(content).map(byte[]::clone);
    }

    @Override
    public String toString() {
        return "StoredTokenCache[version=" + version + ", "
                + (content == null ? "no content" : content.length + " octets") + "]";
    }
}
