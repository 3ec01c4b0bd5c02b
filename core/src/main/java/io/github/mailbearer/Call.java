package io.github.mailbearer;

import org.jspecify.annotations.Nullable;

/**
 * One call whose answer is not simply at hand, until it is served or fails.
 *
 * <p>It goes round a loop: look at the flight and the slot of the key, decide, act; if things changed meanwhile, look
 * again. The deadline is the caller's own, whatever else waits for the same token.
 */
final class Call {

    private final CacheContext cache;
    private final Slots slots;
    private final Flights flights;
    private final TokenRequest request;
    private final Object key;
    private final long deadline;
    private boolean missed;

    Call(CacheContext cache, Flights flights, TokenRequest request, Object key) {
        this.cache = cache;
        this.slots = cache.slots();
        this.flights = flights;
        this.request = request;
        this.key = key;
        this.deadline = System.nanoTime() + cache.acquireTimeout().toNanos();
    }

    /** Gets a token: the held one if it will do, else the next. */
    AccessToken get() {
        while (true) {
            slots.requireOpen();
            long nanos = System.nanoTime();
            Flight flight = flights.find(key, nanos);
            Slot slot = slots.get(key);
            long now = slots.now(); // read last, so that nothing in the slot is later
            Slot.Step step =
                    isBeingReplaced(slot, flight) ? Slot.Step.WAIT : slot.step(now, request.minimumValidityMillis());
            switch (step) {
                case SERVE -> {
                    return served(slot.token());
                }
                case REFRESH -> {
                    if (flight == null) {
                        flights.startLater(key, slot, request, slot.doubted(), nanos);
                    } else if (flight.isQueued()) {
                        flights.moveLine(nanos);
                    }
                    return served(slot.token());
                }
                case FAIL -> throw slot.repeatedFailure(now);
                case WAIT -> {
                    Flight joined = join(flight, slot, null, nanos);
                    if (joined == null) {
                        continue;
                    }
                    TokenException failure = waitFor(joined);
                    AccessToken token = failure == null ? joined.token() : stillHeld();
                    if (token != null) {
                        return token;
                    }
                    if (failure != null) {
                        throw failure;
                    }
                }
            }
        }
    }

    /** Gets another token than the one a server refused, unless it is too early to ask for one. */
    AccessToken renew(AccessToken rejected) {
        while (true) {
            slots.requireOpen();
            long nanos = System.nanoTime();
            Flight flight = flights.find(key, nanos);
            Slot slot = slots.get(key);
            long now = slots.now();
            AccessToken held = slot.unexpired(now);
            if (held != null && !held.equals(rejected)) {
                return get();
            }
            if (flight == null && slot.isResting(now)) {
                throw slot.repeatedFailure(now);
            }
            if (flight == null && held != null && !slot.mayRenew(now, cache.policy())) {
                return served(held);
            }
            if (held != null && slot.doubted() == null) {
                slots.update(key, current -> current.doubting(rejected));
                continue;
            }
            Flight joined = join(flight, slot, rejected, nanos);
            if (joined == null) {
                continue;
            }
            TokenException failure = waitFor(joined);
            if (failure != null) {
                throw failure;
            }
            AccessToken token = joined.token();
            if (token != null && (joined.isRenewal() || !token.equals(rejected))) {
                return token;
            }
        }
    }

    /** Whether a caller waits already for the successor of a token that a server refused. */
    private static boolean isBeingReplaced(Slot slot, @Nullable Flight flight) {
        return slot.doubted() != null && flight != null && flight.isAwaited();
    }

    private AccessToken served(AccessToken token) {
        if (!missed) {
            cache.events().hit();
        }
        return token;
    }

    /** Gets on the flight or starts one; {@code null} if things have changed. */
    private @Nullable Flight join(@Nullable Flight flight, Slot slot, @Nullable AccessToken rejected, long nanos) {
        if (!missed) {
            cache.events().missed();
            missed = true;
        }
        if (flight == null) {
            return flights.startNow(key, slot, request, rejected, nanos);
        }
        flights.hurry(flight, nanos);
        return flight;
    }

    /** Waits for the outcome of a flight; returns this caller's own failure if it is one. */
    private @Nullable TokenException waitFor(Flight flight) {
        if (flight.isFlownByCurrentThread()) {
            throw new IllegalStateException(cache.source() + " asks the cache in front of it for the very token that it"
                    + " is to acquire, for " + request.account() + ": let it ask the provider behind it");
        }
        try {
            if (!flight.isReleasedWithin(deadline - System.nanoTime())) {
                flights.giveUpIfOverdue(flight, System.nanoTime());
                return new TokenUnavailableException("no token for " + request.account() + " within "
                        + cache.acquireTimeout().toMillis() + " ms: " + cache.source() + " has not answered");
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new TokenUnavailableException(
                    "interrupted while waiting for a token for " + request.account()
                            + "; the request to the token provider goes on",
                    interruption);
        }
        AccessToken token = flight.token();
        if (token != null && RefreshPolicy.millis(token.expiresAt()) <= slots.now()) {
            return new TokenUnavailableException(cache.source() + " answered a token for " + request.account()
                    + " that ended before it could be handed on, at " + token.expiresAt() + ": it lives too short");
        }
        TokenException failure = flight.failure();
        return failure == null ? null : failure.again();
    }

    private @Nullable AccessToken stillHeld() {
        return slots.get(key).unexpired(slots.now());
    }
}
