package io.github.mailbearer;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The acquisitions under way: at most one for each key, even if its slot is evicted meanwhile.
 *
 * <p>A flight changes the slot before it leaves the map. So whoever looks for a flight first and at the slot second, and
 * finds neither flight nor token, may start one, provided that the slot has not changed when it enters the map.
 */
final class Flights {

    private final ConcurrentHashMap<Object, Flight> underWay = new ConcurrentHashMap<>();
    private final BackgroundLane background = new BackgroundLane();
    private final Source source;
    private final Slots slots;
    private final RefreshPolicy policy;
    private final CacheEvents events;
    private final Duration limit;
    private final Executor executor;

    Flights(CacheContext cache, Executor executor) {
        this.source = cache.source();
        this.slots = cache.slots();
        this.policy = cache.policy();
        this.events = cache.events();
        this.limit = cache.acquireTimeout();
        this.executor = executor;
    }

    /** The flight of the key, if there is one that has not overstayed its time. */
    @Nullable
    Flight find(Object key, long nanos) {
        Flight flight = underWay.get(key);
        return flight == null || giveUpIfOverdue(flight, nanos) ? null : flight;
    }

    /** Starts a flight that the caller will wait for. Returns {@code null} if things have changed: look again. */
    @Nullable
    Flight startNow(Object key, Slot slot, TokenRequest request, @Nullable AccessToken rejected, long nanos) {
        Flight flight = register(key, slot, request, rejected);
        if (flight != null) {
            hurry(flight, nanos);
        }
        return flight;
    }

    /** Has a flight executed when its turn comes, if there is room in the line and things have not changed. */
    void startLater(Object key, Slot slot, TokenRequest request, @Nullable AccessToken rejected, long nanos) {
        Flight flight = register(key, slot, request, rejected);
        if (flight != null && !background.enqueue(flight) && flight.launch(nanos)) {
            skip(flight, null);
        }
        moveLine(nanos);
    }

    /** Has those executed in the background whose turn has come, also because others have overstayed their time. */
    void moveLine(long nanos) {
        background.overdue(nanos, limit.toNanos()).forEach(overdue -> giveUpIfOverdue(overdue, nanos));
        for (Flight next = background.next(nanos); next != null; next = background.next(nanos)) {
            executeInBackground(next);
        }
    }

    /** Has a flight executed now if it is still in the line, because somebody will wait for it. */
    void hurry(Flight flight, long nanos) {
        if (!flight.launchAwaited(nanos)) {
            return;
        }
        try {
            executor.execute(() -> fly(flight));
        } catch (RuntimeException | Error refusal) {
            cancel(
                    flight,
                    new TokenUnavailableException(
                            "no thread is free to ask " + source + " for a token of "
                                    + flight.request().account()
                                    + ": too many requests to it are under way, which means that it answers slowly or not at all",
                            refusal));
        }
    }

    /** Gives up a flight that has overstayed its time, so that a source that hangs does not block the key for ever. */
    boolean giveUpIfOverdue(Flight flight, long nanos) {
        if (!flight.overstays(nanos, limit.toNanos()) || !flight.giveUp()) {
            return false;
        }
        failed(
                flight,
                new TokenUnavailableException(source + " has not answered for "
                        + flight.request().account() + " within " + limit.toMillis() + " ms and was interrupted"),
                limit);
        return true;
    }

    /** Fails everything under way; the slots are closed before. */
    void close() {
        underWay.values().forEach(this::cancelForClosing);
    }

    private @Nullable Flight register(Object key, Slot slot, TokenRequest request, @Nullable AccessToken rejected) {
        Flight mine = new Flight(key, request, rejected);
        if (underWay.computeIfAbsent(key, k -> slots.get(k) == slot ? mine : null) != mine) {
            return null;
        }
        if (slots.isClosed()) {
            cancelForClosing(mine);
        }
        return mine;
    }

    private void executeInBackground(Flight first) {
        try {
            executor.execute(() -> {
                for (Flight next = first; next != null; next = background.next(System.nanoTime())) {
                    fly(next);
                }
            });
        } catch (RuntimeException | Error refusal) {
            skip(first, refusal);
        }
    }

    private void fly(Flight flight) {
        if (!flight.takeOff()) {
            return;
        }
        long begun = System.nanoTime();
        AccessToken token;
        try {
            token = flight.ask(source);
        } catch (TokenException failure) {
            if (flight.land()) {
                failed(flight, failure, elapsedSince(begun));
            } else {
                events.failedLate(flight.request(), failure);
            }
            return;
        }
        if (flight.land()) {
            arrived(flight, token, elapsedSince(begun));
        } else {
            arrivedLate(flight, token, elapsedSince(begun));
        }
    }

    private void arrived(Flight flight, AccessToken token, Duration elapsed) {
        try {
            TimedToken next = timed(token);
            slots.update(flight.key(), slot -> slot.received(next, flight.isRenewal()));
            underWay.remove(flight.key(), flight);
            events.acquired(flight.request(), token, elapsed);
        } finally {
            release(flight, token, null);
        }
    }

    private void arrivedLate(Flight flight, AccessToken token, Duration elapsed) {
        TimedToken late = timed(token);
        slots.update(flight.key(), slot -> slot.isWorseThan(late) ? slot.received(late, flight.isRenewal()) : slot);
        events.acquired(flight.request(), token, elapsed);
    }

    private void failed(Flight flight, TokenException failure, Duration elapsed) {
        try {
            long now = slots.now();
            double chance = chance();
            Slot slot = slots.update(
                    flight.key(), old -> old.failed(RememberedFailure.of(failure, old.failure(), now, policy, chance)));
            underWay.remove(flight.key(), flight);
            events.failed(flight.request(), failure, slot.unexpired(now), elapsed);
        } finally {
            release(flight, null, failure);
        }
    }

    private void cancelForClosing(Flight flight) {
        cancel(
                flight,
                new TokenUnavailableException("the CachingTokenProvider was closed during the request for a token of "
                        + flight.request().account()));
    }

    private void cancel(Flight flight, TokenException failure) {
        if (flight.giveUp()) {
            release(flight, null, failure);
        }
    }

    private void skip(Flight flight, @Nullable Throwable refusal) {
        if (flight.giveUp()) {
            events.skipped(flight.request(), refusal);
            release(flight, null, null);
        }
    }

    private void release(Flight flight, @Nullable AccessToken token, @Nullable TokenException failure) {
        underWay.remove(flight.key(), flight);
        flight.release(token, failure);
    }

    private TimedToken timed(AccessToken token) {
        return TimedToken.of(token, slots.now(), policy, chance());
    }

    private static double chance() {
        return ThreadLocalRandom.current().nextDouble();
    }

    private static Duration elapsedSince(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
