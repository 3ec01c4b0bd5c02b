package io.github.mailbearer.mail;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;

/**
 * When the last messages of a mailbox had their turns, and so when the next has.
 *
 * <p>A sliding window: each message waits until the one that was sent so many before it is a minute old. Thus no sixty
 * seconds hold more than the limit, which a bucket of tokens would let through twice in its first minute, and a few
 * messages at once do not wait at all, as they would if all were spread evenly.
 */
final class MessageTurns {

    /** In milliseconds. */
    static final long MINUTE = 60_000;

    private final int perMinute;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Long> taken = new ArrayDeque<>();

    MessageTurns(int perMinute) {
        this.perMinute = perMinute;
    }

    /**
     * Takes the next turn if it comes soon enough.
     *
     * @param patience how many milliseconds it may lie ahead
     * @return how many it lies ahead; if more than the patience, it was not taken
     */
    long take(InstantSource clock, long patience) {
        lock.lock();
        try {
            long now = clock.millis();
            Long last = taken.peekLast();
            if (last != null && last - patience > now) {
                taken.clear(); // nobody took a turn so far ahead: the clock was set back
            }
            boolean full = taken.size() == perMinute;
            long turn = full ? Math.max(now, taken.getFirst() + MINUTE) : now;
            if (turn - now <= patience) {
                if (full) {
                    taken.removeFirst();
                }
                taken.addLast(turn);
            }
            return turn - now;
        } finally {
            lock.unlock();
        }
    }
}
