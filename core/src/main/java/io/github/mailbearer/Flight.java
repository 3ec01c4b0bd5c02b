package io.github.mailbearer;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One acquisition, on its way from being asked for to its outcome, and the callers who wait for it.
 *
 * <p>Its monitor guards the steps of its life only, never a wait or a call to the source. Times are of
 * {@link System#nanoTime}.
 */
final class Flight {

    private enum State {
        QUEUED,
        LAUNCHED,
        FLYING,
        LANDED,
        GIVEN_UP
    }

    private final Object key;
    private final TokenRequest request;
    private final @Nullable AccessToken rejected;
    private final CountDownLatch released = new CountDownLatch(1);

    private State state = State.QUEUED;
    private boolean awaited;
    private long launchedAt;
    private @Nullable Thread pilot;
    private boolean interrupted;

    // Written before the latch opens, read after it.
    private @Nullable AccessToken token;
    private @Nullable TokenException failure;

    /**
     * Prepares an acquisition.
     *
     * @param rejected the token to be replaced because a server refused it, if that is the reason
     */
    Flight(Object key, TokenRequest request, @Nullable AccessToken rejected) {
        this.key = key;
        this.request = request;
        this.rejected = rejected;
    }

    Object key() {
        return key;
    }

    TokenRequest request() {
        return request;
    }

    boolean isRenewal() {
        return rejected != null;
    }

    boolean renews(AccessToken other) {
        return other.equals(rejected);
    }

    AccessToken ask(Source source) {
        return source.ask(request, rejected);
    }

    /** Takes the right to have it executed: one caller gets it. */
    synchronized boolean launch(long nanos) {
        if (state != State.QUEUED) {
            return false;
        }
        state = State.LAUNCHED;
        launchedAt = nanos;
        return true;
    }

    /** Says that somebody waits for it, and takes the right to have it executed if nobody has. */
    synchronized boolean launchAwaited(long nanos) {
        awaited = true;
        return launch(nanos);
    }

    /** Whether somebody waits for it. */
    synchronized boolean isAwaited() {
        return awaited;
    }

    /** Whether it still waits for its turn in the background. */
    synchronized boolean isQueued() {
        return state == State.QUEUED;
    }

    /** The current thread begins to ask the source, unless the flight was given up before. */
    synchronized boolean takeOff() {
        if (state != State.LAUNCHED) {
            return false;
        }
        state = State.FLYING;
        pilot = Thread.currentThread();
        return true;
    }

    /** The current thread has its answer. Returns whether it is in time; if not, somebody has answered for it. */
    synchronized boolean land() {
        pilot = null;
        if (interrupted) {
            Thread.interrupted(); // was meant for this flight, not for what the thread does next
        }
        return moveTo(State.LANDED);
    }

    /** Takes the right to answer for it, and interrupts its thread. */
    synchronized boolean giveUp() {
        if (!moveTo(State.GIVEN_UP)) {
            return false;
        }
        if (pilot != null) {
            interrupted = true;
            pilot.interrupt();
        }
        return true;
    }

    private boolean moveTo(State end) {
        if (isOver()) {
            return false;
        }
        state = end;
        return true;
    }

    synchronized boolean isOver() {
        return state == State.LANDED || state == State.GIVEN_UP;
    }

    synchronized boolean overstays(long nanos, long limit) {
        return (state == State.LAUNCHED || state == State.FLYING) && nanos - launchedAt >= limit;
    }

    /** Whether the source, while being asked, asks for the very same. */
    synchronized boolean isFlownByCurrentThread() {
        return pilot == Thread.currentThread();
    }

    /** Lets the waiting callers go on: with a token, a failure, or neither, which means to look again. */
    void release(@Nullable AccessToken token, @Nullable TokenException failure) {
        this.token = token;
        this.failure = failure;
        released.countDown();
    }

    /** Waits until released, and returns whether that came in time. An outcome that is there is had even if interrupted. */
    boolean isReleasedWithin(long nanos) throws InterruptedException {
        return released.getCount() == 0 || released.await(nanos, TimeUnit.NANOSECONDS);
    }

    @Nullable
    AccessToken token() {
        return token;
    }

    @Nullable
    TokenException failure() {
        return failure;
    }
}
