package io.github.mailbearer.msal.store;

import io.github.mailbearer.msal.StoredTokenCache;
import io.github.mailbearer.msal.TokenCacheKey;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

/** A process that writes a row again and again, and tells of each version when the store has acknowledged it. */
final class KilledWriter {

    private static final int LARGEST = 16_000;

    private KilledWriter() {}

    /** Writes to a directory, the first argument, a mailbox, the second, until version so and so, the third, or the end. */
    public static void main(String... arguments) throws IOException {
        FileTokenCacheStore store = FileTokenCacheStore.in(Path.of(arguments[0]));
        TokenCacheKey key = key(arguments[1]);
        DataOutputStream acknowledged = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
        long version = store.load(key).version();
        if (store.tryLease(key, Duration.ofMinutes(1)).isEmpty()) {
            throw new IllegalStateException("somebody has the lease");
        }
        long end = arguments.length > 2 ? Long.parseLong(arguments[2]) : Long.MAX_VALUE;
        while (version < end && store.compareAndSet(key, version, content(version + 1))) {
            version++;
            acknowledged.writeLong(version);
        }
    }

    static TokenCacheKey key(String mailbox) {
        return new TokenCacheKey("contoso.example", "client", mailbox);
    }

    /** Whether a row is one that a writer wrote, to its last octet. */
    static boolean isWhole(StoredTokenCache row) {
        return row.content()
                .filter(octets -> Arrays.equals(octets, content(row.version())))
                .isPresent();
    }

    private static byte[] content(long version) {
        Random random = new Random(version);
        byte[] octets = new byte[Long.BYTES + random.nextInt(LARGEST)];
        random.nextBytes(octets);
        ByteBuffer.wrap(octets).putLong(version);
        return octets;
    }
}
