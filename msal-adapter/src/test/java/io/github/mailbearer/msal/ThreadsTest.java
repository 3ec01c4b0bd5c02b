package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.Applications.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.testkit.FakeEntra;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callers do their own asking: neither each other nor the common pool is in their way. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ThreadsTest {

    private static final int CALLERS = 50;

    private FakeEntra entra;

    @BeforeEach
    void start() {
        entra = FakeEntra.start();
    }

    @AfterEach
    void stop() {
        entra.close();
    }

    @Test
    void eachOfManyCallersGetsATokenOfItsOwn() throws Exception {
        Set<String> tokens = ConcurrentHashMap.newKeySet();
        CyclicBarrier together = new CyclicBarrier(CALLERS);
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            MsalTokenProvider provider = Applications.provider(entra);
            List<Future<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                calls.add(callers.submit(() -> {
                    together.await();
                    return tokens.add(provider.getToken(REQUEST).value());
                }));
            }

            for (Future<Boolean> call : calls) {
                assertThat(call.get()).isTrue();
            }
            assertThat(entra.tokenRequestCount()).isEqualTo(CALLERS);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void aStuckCommonPoolIsNotInTheWay() throws Exception {
        int workers = ForkJoinPool.getCommonPoolParallelism();
        assertThat(workers).as("there is a common pool").isGreaterThan(1);
        MsalTokenProvider provider = Applications.provider(entra);
        CountDownLatch stuck = new CountDownLatch(workers);
        CountDownLatch released = new CountDownLatch(1);
        try {
            for (int i = 0; i < workers; i++) {
                ForkJoinPool.commonPool().execute(() -> {
                    stuck.countDown();
                    awaitUninterruptibly(released);
                });
            }
            stuck.await();
            long start = System.nanoTime();

            assertThat(provider.getToken(REQUEST).value()).isEqualTo(entra.lastIssuedToken());

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(9));
        } finally {
            released.countDown();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
