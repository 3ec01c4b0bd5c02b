package io.github.mailbearer.doctor;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs something that may never end, and waits for it no longer than agreed.
 *
 * <p>Looking up a name cannot be interrupted in Java, so what does not end in time is left behind on a thread of its own,
 * which keeps no JVM alive.
 */
final class Bounded {

    private Bounded() {}

    /**
     * Waits for a result.
     *
     * @throws TimeoutException if there is none in time
     * @throws ExecutionException with what was thrown
     * @throws InterruptedException if whoever waits is interrupted
     */
    static <T> T call(Callable<T> work, Duration limit)
            throws TimeoutException, ExecutionException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before anything was begun");
        }
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "mail-doctor");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            task.cancel(true);
        }
    }
}
