package io.github.mailbearer.doctor;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

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
     * @param tooLate told of a result, on the thread left behind, for which nobody waits any more
     * @throws TimeoutException if there is none in time
     * @throws ExecutionException with what was thrown
     * @throws InterruptedException if whoever waits is interrupted
     */
    static <T> T call(Callable<T> work, Duration limit, Consumer<? super T> tooLate)
            throws TimeoutException, ExecutionException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before anything was begun");
        }
        Task<T> task = new Task<>(work, tooLate);
        Thread thread = new Thread(task, "mail-doctor");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            if (task.cancel(true)) {
                throw e;
            }
            return task.get(); // it ended at the last moment
        } catch (InterruptedException e) {
            if (task.cancel(true)) {
                throw e;
            }
            T result = task.get();
            Thread.currentThread().interrupt();
            return result;
        }
    }

    /** Work whose result is not lost when nobody waits for it any more. */
    private static final class Task<T> extends FutureTask<T> {

        private final Consumer<? super T> tooLate;

        Task(Callable<T> work, Consumer<? super T> tooLate) {
            super(work);
            this.tooLate = tooLate;
        }

        @Override
        protected void set(T result) {
            super.set(result);
            if (isCancelled()) {
                tooLate.accept(result);
            }
        }
    }
}
