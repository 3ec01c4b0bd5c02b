package io.github.mailbearer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Holds whoever passes until opened, and tells when somebody has come. */
final class Gate {

    private final Semaphore arrivals = new Semaphore(0);
    private final CountDownLatch open = new CountDownLatch(1);

    void pass() throws InterruptedException {
        arrivals.release();
        open.await();
    }

    /** As {@link #pass}, but deaf to interruption, as sources with bad manners are. */
    void passUninterrupted() {
        arrivals.release();
        boolean interrupted = false;
        while (true) {
            try {
                open.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    void awaitArrivals(int count) {
        try {
            assertThat(arrivals.tryAcquire(count, 10, TimeUnit.SECONDS))
                    .as("%d have come to the gate", count)
                    .isTrue();
        } catch (InterruptedException stopped) {
            throw new AssertionError("stopped by the time limit", stopped);
        }
    }

    void open() {
        open.countDown();
    }
}
