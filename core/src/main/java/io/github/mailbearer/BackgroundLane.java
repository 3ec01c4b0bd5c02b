package io.github.mailbearer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The line of acquisitions that nobody waits for: a few at a time, first come, first served.
 *
 * <p>Its monitor guards the line only. Nothing is executed under it.
 */
final class BackgroundLane {

    private static final int FLYING_AT_ONCE = 4;
    private static final int LONGEST_LINE = 1_024;

    private final Queue<Flight> line = new ArrayDeque<>();
    private final List<Flight> flying = new ArrayList<>();

    /** Queues a flight, and returns whether there was room. */
    synchronized boolean enqueue(Flight flight) {
        return line.size() < LONGEST_LINE && line.add(flight);
    }

    /** Takes the next flight that may start now, launched, or {@code null}. */
    synchronized @Nullable Flight next(long nanos) {
        flying.removeIf(Flight::isOver);
        while (flying.size() < FLYING_AT_ONCE) {
            Flight flight = line.poll();
            if (flight == null) {
                return null;
            }
            if (flight.launch(nanos)) { // else a caller could not wait for its turn
                flying.add(flight);
                return flight;
            }
        }
        return null;
    }

    /** Those that have been on their way for longer than the limit. */
    synchronized List<Flight> overdue(long nanos, long limit) {
        return flying.stream().filter(flight -> flight.overstays(nanos, limit)).toList();
    }
}
