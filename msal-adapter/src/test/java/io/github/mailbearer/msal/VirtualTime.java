package io.github.mailbearer.msal;

import java.time.Duration;

/** Time that goes by when somebody sleeps or says so, and a caller whose patience ends now and then. */
final class VirtualTime implements Pauses.Sleeper {

    private long now = Long.MAX_VALUE - 1; // a monotonic clock may overflow at any moment
    private Duration slept = Duration.ZERO;
    private Duration patience = Duration.ofDays(1);

    void interruptEvery(Duration time) {
        patience = time;
    }

    void pass(Duration time) {
        now += time.toNanos();
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
        pass(time);
        slept = slept.plus(time);
        if (slept.compareTo(patience) >= 0) {
            slept = Duration.ZERO;
            throw new InterruptedException();
        }
    }

    @Override
    public long nanoTime() {
        return now;
    }
}
