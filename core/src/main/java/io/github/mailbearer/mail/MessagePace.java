package io.github.mailbearer.mail;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.time.InstantSource;

/** At most so many messages of each mailbox a minute; a mailbox that has sent none of late is forgotten. */
final class MessagePace {

    private final int perMinute;
    private final Duration waitAtMost;
    private final InstantSource clock;
    private final Waiter waiter;
    private final Cache<String, MessageTurns> turnsOfMailboxes;

    MessagePace(int perMinute, Duration waitAtMost, InstantSource clock, Waiter waiter) {
        this.perMinute = perMinute;
        this.waitAtMost = waitAtMost;
        this.clock = clock;
        this.waiter = waiter;
        this.turnsOfMailboxes = Caffeine.newBuilder()
                .expireAfterAccess(waitAtMost.plusMillis(MessageTurns.MINUTE)) // a turn may lie as far ahead as that
                .ticker(() -> clock.millis() * 1_000_000)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Waits for the turn of one more message. A turn that is not used, because the thread is interrupted, is lost.
     *
     * @throws MessagingException if it would come too late
     */
    void await(String key, String mailbox) throws MessagingException, InterruptedException {
        MessageTurns turns = turnsOfMailboxes.get(key, any -> new MessageTurns(perMinute));
        Duration wait = Duration.ofMillis(turns.take(clock, waitAtMost.toMillis()));
        if (wait.compareTo(waitAtMost) > 0) {
            throw new MessagingException(mailbox + " may send " + perMinute + " messages a minute, and the turn of this"
                    + " one would come in " + wait + " only, later than the " + waitAtMost + " it may wait. It was not"
                    + " sent. Try again later, give MailboxLimits more time by waitAtMost(…), or send from another"
                    + " mailbox");
        }
        if (!wait.isZero()) {
            waiter.pause(wait);
        }
    }

    /** How many mailboxes have sent of late. */
    long mailboxes() {
        turnsOfMailboxes.cleanUp();
        return turnsOfMailboxes.estimatedSize();
    }
}
