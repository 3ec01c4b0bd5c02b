package io.github.mailbearer.mail;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Makes a thing once for each key, and remembers it until so many other keys were asked for since. */
final class Memo<K, V> {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final ReentrantLock making = new ReentrantLock();
    private final Map<K, V> made;

    /**
     * Makes one that remembers nothing yet.
     *
     * @param most how many keys are remembered
     */
    Memo(int most) {
        made = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    /**
     * Answers what was made for the key, or makes it.
     *
     * @throws IllegalStateException if another thread has been making something for too long, or this one is interrupted
     */
    V get(K key, Supplier<V> maker) {
        begin();
        try {
            V known = made.get(key);
            if (known != null) {
                return known;
            }
            V fresh = maker.get();
            made.put(key, fresh);
            return fresh;
        } finally {
            making.unlock();
        }
    }

    private void begin() {
        try {
            if (!making.tryLock(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("another thread has been making a token provider for more than "
                        + LONGEST_WAIT.toSeconds() + " s: create(…) of its factory should wait for nothing");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while another thread was making a token provider", e);
        }
    }
}
