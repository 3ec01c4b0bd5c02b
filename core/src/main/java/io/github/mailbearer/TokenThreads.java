package io.github.mailbearer;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Daemon threads that come with the work and go when idle: nothing queues, and beyond a ceiling work is rejected.
 *
 * <p>They know nothing of the cache they work for, so one that is dropped without being closed leaves nothing behind.
 */
final class TokenThreads implements ThreadFactory {

    static final int CEILING = 256;

    private final AtomicInteger count = new AtomicInteger();
    private final @Nullable ClassLoader contextClassLoader =
            Thread.currentThread().getContextClassLoader();

    private TokenThreads() {}

    static ExecutorService create(Duration keepAlive) {
        return new ThreadPoolExecutor(
                0, CEILING, keepAlive.toMillis(), TimeUnit.MILLISECONDS, new SynchronousQueue<>(), new TokenThreads());
    }

    @Override
    public Thread newThread(Runnable work) {
        // Without the thread-locals of whichever caller happens to need the thread first.
        Thread thread = new Thread(null, work, "mailbearer-token-" + count.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(contextClassLoader);
        return thread;
    }
}
