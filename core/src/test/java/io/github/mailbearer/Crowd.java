package io.github.mailbearer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Many callers at once, each on a thread of its own. */
final class Crowd<T> {

    private final List<Thread> threads = new ArrayList<>();
    private final List<CompletableFuture<T>> answers = new ArrayList<>();
    private final CountDownLatch begun;

    private Crowd(int callers) {
        begun = new CountDownLatch(callers);
    }

    /** Sets the callers off together. */
    static <T> Crowd<T> of(int callers, Callable<T> call) {
        Crowd<T> crowd = new Crowd<>(callers);
        CountDownLatch start = new CountDownLatch(1);
        for (int i = 0; i < callers; i++) {
            CompletableFuture<T> answer = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                    crowd.begun.countDown();
                    answer.complete(call.call());
                } catch (Throwable thrown) {
                    answer.completeExceptionally(thrown);
                }
            });
            thread.setDaemon(true);
            crowd.threads.add(thread);
            crowd.answers.add(answer);
            thread.start();
        }
        start.countDown();
        return crowd;
    }

    /** The answers of all; fails if one of them got none. */
    List<T> answers() throws Exception {
        List<T> all = new ArrayList<>();
        for (CompletableFuture<T> answer : answers) {
            all.add(answer.get(10, TimeUnit.SECONDS));
        }
        return all;
    }

    T answer() throws Exception {
        return answers().get(0);
    }

    /** What the callers got instead of an answer, one for each that failed. */
    List<Throwable> failures() throws InterruptedException {
        List<Throwable> all = new ArrayList<>();
        for (CompletableFuture<T> answer : answers) {
            answer.handle((value, thrown) -> thrown != null && all.add(thrown))
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
        }
        return all;
    }

    void interrupt() {
        threads.forEach(Thread::interrupt);
    }

    boolean isAnswered() {
        return answers.stream().anyMatch(CompletableFuture::isDone);
    }

    /** Returns once all callers that have no answer yet are parked, which is to say that they wait for one. */
    void awaitParked() throws InterruptedException {
        if (!begun.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError(begun.getCount() + " callers have not begun");
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        for (int i = 0; i < threads.size(); i++) {
            Thread thread = threads.get(i);
            while (!answers.get(i).isDone()
                    && thread.getState() != Thread.State.WAITING
                    && thread.getState() != Thread.State.TIMED_WAITING) {
                if (System.nanoTime() > end) {
                    throw new AssertionError(thread + " does not wait: " + thread.getState());
                }
                Thread.onSpinWait();
            }
        }
    }
}
