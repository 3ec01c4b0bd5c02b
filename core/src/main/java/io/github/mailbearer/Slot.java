package io.github.mailbearer;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known for one key at one moment.
 *
 * <p>Immutable: every change makes a new one, so whoever holds one can tell by identity whether anything has changed.
 */
final class Slot {

    /** What to do for a caller. */
    enum Step {
        /** Answer the held token. */
        SERVE,
        /** Answer the held token, and see to it that the next one is fetched. */
        REFRESH,
        /** Have the caller wait for the next token. */
        WAIT,
        /** Throw the remembered failure. */
        FAIL
    }

    private static final long NEVER = Long.MIN_VALUE / 2;

    static final Slot EMPTY = new Slot(null, false, null, NEVER);

    // Copies from the held token: a hit reads this object only, with a million keys each other one is a wait for
    // memory.
    private final @Nullable AccessToken token;
    private final long freshUntil;
    private final long expiresAt;

    private final @Nullable TimedToken held;
    private final boolean doubted;
    private final @Nullable RememberedFailure failure;
    private final long renewedAt;

    private Slot(@Nullable TimedToken held, boolean doubted, @Nullable RememberedFailure failure, long renewedAt) {
        this.token = held == null ? null : held.token();
        this.freshUntil = held == null || doubted ? NEVER : held.freshUntil();
        this.expiresAt = held == null ? NEVER : held.expiresAt();
        this.held = held;
        this.doubted = doubted;
        this.failure = failure;
        this.renewedAt = renewedAt;
    }

    /** The next token has come, in the course of a renewal perhaps. */
    Slot received(TimedToken next, boolean renewal) {
        return new Slot(next, false, null, renewal ? next.receivedAt() : renewedAt);
    }

    /** The source has failed; the held token stays. A renewal that failed is none: how soon to try again, the failure says. */
    Slot failed(RememberedFailure next) {
        return new Slot(held, doubted, next, renewedAt);
    }

    /** A server has refused a token: if it is the held one, it is no longer fresh. */
    Slot doubting(AccessToken rejected) {
        return doubted || !rejected.equals(token) ? this : new Slot(held, true, failure, renewedAt);
    }

    /** The token to be answered without further thought, or {@code null}. */
    @Nullable
    AccessToken fresh(long now, long minimumValidity) {
        return now < freshUntil && now < expiresAt - minimumValidity ? token : null;
    }

    /** The token if it has not really ended, or {@code null}. */
    @Nullable
    AccessToken unexpired(long now) {
        return now < expiresAt ? token : null;
    }

    /** The held token if a server has refused it, or {@code null}. */
    @Nullable
    AccessToken doubted() {
        return doubted ? token : null;
    }

    /** The held token, for those who know from {@link #step} that there is one. */
    AccessToken token() {
        return Objects.requireNonNull(token, "no token is held");
    }

    boolean holds(AccessToken other) {
        return other.equals(token);
    }

    /** Whether the source is left alone now because of the last failure. */
    boolean isResting(long now) {
        return failure != null && failure.isResting(now);
    }

    /** The last failure since the last token, or {@code null}. */
    @Nullable
    RememberedFailure failure() {
        return failure;
    }

    /** The failure to throw, for those who know from {@link #step} that there is one. */
    TokenException repeatedFailure(long now) {
        return Objects.requireNonNull(failure, "no failure is remembered").repeated(now);
    }

    /** Whether the last renewal is long enough ago for another one. */
    boolean mayRenew(long now, RefreshPolicy policy) {
        return !RefreshPolicy.within(renewedAt, now, policy.settledUntil(renewedAt));
    }

    /** Whether another token, which came too late to be the answer to its request, is worth having. */
    boolean isWorseThan(TimedToken late) {
        return late.expiresAt() > expiresAt || (doubted && !holds(late.token()));
    }

    Step step(long now, long minimumValidity) {
        boolean resting = isResting(now);
        if (held == null || now >= expiresAt) {
            return resting ? Step.FAIL : Step.WAIT;
        }
        if (resting) {
            return Step.SERVE;
        }
        if (doubted) {
            return Step.REFRESH;
        }
        if (held.isSettled(now)) {
            return Step.SERVE;
        }
        if (now >= held.usableUntil() || now >= expiresAt - minimumValidity) {
            return Step.WAIT;
        }
        return now < freshUntil ? Step.SERVE : Step.REFRESH;
    }
}
