package io.github.mailbearer.msal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that begin at the same moment. */
final class Together {

    private Together() {}

    /** What each thread does. */
    interface Work {

        Object run(int thread) throws Exception;
    }

    /** Runs the work on so many threads, numbered from 0, and fails if one of them did. */
    static void run(int threads, Work work) throws Exception {
        CyclicBarrier together = new CyclicBarrier(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Object>> calls = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                calls.add(() -> {
                    together.await();
                    return work.run(thread);
                });
            }
            for (Future<Object> call : executor.invokeAll(calls)) {
                call.get();
            }
        } finally {
            executor.shutdownNow();
        }
    }
}
