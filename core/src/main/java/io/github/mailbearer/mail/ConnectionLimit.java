package io.github.mailbearer.mail;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.mail.MessagingException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * At most so many connections of each mailbox at a time.
 *
 * <p>A mailbox has its semaphore for as long as somebody holds one of its permits or waits for one: the cache refers to
 * it weakly, whoever uses it strongly.
 */
final class ConnectionLimit {

    private static final Logger LOG = System.getLogger("io.github.mailbearer.mail");

    private final int connections;
    private final Duration waitAtMost;
    private final Waiter waiter;
    private final Cleaner cleaner = Cleaner.create();
    private final Cache<String, Semaphore> permitsOfMailboxes =
            Caffeine.newBuilder().weakValues().executor(Runnable::run).build();

    ConnectionLimit(int connections, Duration waitAtMost, Waiter waiter) {
        this.connections = connections;
        this.waitAtMost = waitAtMost;
        this.waiter = waiter;
    }

    /**
     * Waits for a permit, in the order in which threads came. Interruption disturbs those only who wait.
     *
     * @param owner who has the connection; when it is garbage, a permit that was not closed comes back
     * @throws MessagingException if none came back in time
     */
    Permit take(String key, String mailbox, Object owner) throws MessagingException, InterruptedException {
        Semaphore permits = permitsOfMailboxes.get(key, any -> new Semaphore(connections, true));
        boolean free = !permits.hasQueuedThreads() && permits.tryAcquire();
        if (!free && !waiter.acquire(permits, waitAtMost)) {
            throw new MessagingException(mailbox + " has " + connections
                    + " connections open, as many as are allowed at"
                    + " a time, and none was closed within " + waitAtMost + ". Nothing was sent. Try again later, close"
                    + " connections as soon as they are done with, give MailboxLimits more time by waitAtMost(…), or"
                    + " send from another mailbox");
        }
        Held held = new Held(mailbox, permits);
        Cleaner.Cleanable atTheEnd = cleaner.register(owner, held);
        return () -> {
            held.closed = true;
            atTheEnd.clean();
        };
    }

    /** How many mailboxes have a connection, or had one before the last garbage collection. */
    long mailboxes() {
        permitsOfMailboxes.cleanUp();
        return permitsOfMailboxes.estimatedSize();
    }

    /** A permit that is out. Knows nothing of its owner, which could never become garbage otherwise. */
    private static final class Held implements Runnable {

        private final String mailbox;
        private final Semaphore permits;
        private volatile boolean closed;

        Held(String mailbox, Semaphore permits) {
            this.mailbox = mailbox;
            this.permits = permits;
        }

        /** Run once, by whoever closes the permit or by the cleaner. */
        @Override
        public void run() {
            permits.release();
            if (!closed) {
                LOG.log(
                        Level.WARNING,
                        "A connection of {0} was dropped without being closed; it counted against the limit until now."
                                + " Close Transports and Stores, best by try with resources",
                        mailbox);
            }
        }
    }
}
