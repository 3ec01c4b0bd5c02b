package io.github.mailbearer.msal.store;

import io.github.mailbearer.msal.StoredTokenCache;
import io.github.mailbearer.msal.TokenCacheKey;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A process that adds to the number in a row, while others do. */
final class CountingWriter {

    private CountingWriter() {}

    /** Counts in a directory, the first argument, for a mailbox, the second, so and so often, the third. */
    public static void main(String... arguments) {
        FileTokenCacheStore store = FileTokenCacheStore.in(Path.of(arguments[0]));
        TokenCacheKey key = KilledWriter.key(arguments[1]);
        int times = Integer.parseInt(arguments[2]);
        for (int done = 0; done < times; ) {
            StoredTokenCache row = store.load(key);
            if (store.compareAndSet(
                    key,
                    row.version(),
                    ByteBuffer.allocate(4).putInt(count(row) + 1).array())) {
                done++;
            }
        }
    }

    static int count(StoredTokenCache row) {
        return row.content().map(octets -> ByteBuffer.wrap(octets).getInt()).orElse(0);
    }
}
