package io.github.mailbearer.mail;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How many connections a mailbox may have at a time for sending, and how many messages it may send a minute: who asks for
 * more waits for its turn instead of being refused or slowed down by the server.
 *
 * <p>Limits count what goes through the Sessions that were given this object, so make one and give it to all of them.
 * They know nothing of other processes; where several send from one mailbox, let each have its share.
 *
 * <pre>{@code
 * MailboxLimits limits = MailboxLimits.microsoft365();
 *
 * MailboxLimits half = MailboxLimits.builder()
 *     .connections(1)
 *     .messagesPerMinute(15)
 *     .waitAtMost(Duration.ofMinutes(5))
 *     .build();
 * }</pre>
 *
 * <p>Threads wait in the order they came. One that waited for too long gets a plain {@link MessagingException}: nothing
 * was sent, and trying later helps. A connection that was dropped without being closed counts until the garbage collector
 * finds it, which is logged as a warning. Safe for use by several threads; nothing has to be closed.
 */
public final class MailboxLimits {

    private final Duration waitAtMost;
    private final @Nullable ConnectionLimit connections;
    private final @Nullable MessagePace messages;
    private final String description;

    private MailboxLimits(Builder settings) {
        this.waitAtMost = settings.waitAtMost;
        this.connections = settings.connections == null
                ? null
                : new ConnectionLimit(settings.connections, waitAtMost, settings.waiter);
        this.messages = settings.messagesPerMinute == null
                ? null
                : new MessagePace(settings.messagesPerMinute, waitAtMost, settings.clock, settings.waiter);
        this.description = "connections=" + Objects.requireNonNullElse(settings.connections, "unlimited")
                + ", messagesPerMinute=" + Objects.requireNonNullElse(settings.messagesPerMinute, "unlimited");
    }

    /**
     * New limits as Exchange Online has them for submission by SMTP: 3 connections, beyond which it refuses ({@code 432
     * 4.3.2}), and 30 messages a minute, beyond which it delays delivery.
     *
     * @return limits that share nothing with those of earlier calls
     * @see <a href="https://learn.microsoft.com/exchange/troubleshoot/send-emails/smtp-submission-improvements">Microsoft:
     *     Message storage and concurrent connection throttling for SMTP Authenticated Submission</a>
     */
    public static MailboxLimits microsoft365() {
        return builder().connections(3).messagesPerMinute(30).build();
    }

    /**
     * Begins to describe limits.
     *
     * @return a builder without any
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Waits until the mailbox may have one more connection.
     *
     * @param owner who has the connection; when it becomes garbage, a permit that was not closed comes back
     * @return what to close after the connection
     * @throws MessagingException if none was closed in time or the thread is interrupted
     */
    Permit connection(String mailbox, Object owner) throws MessagingException {
        if (connections == null) {
            return Permit.UNLIMITED;
        }
        try {
            return connections.take(key(mailbox), mailbox, owner);
        } catch (InterruptedException e) {
            throw interrupted("a connection of " + mailbox, e);
        }
    }

    /**
     * Waits until the mailbox may send one more message.
     *
     * @throws MessagingException if its turn would come too late or the thread is interrupted
     */
    void beforeMessage(String mailbox) throws MessagingException {
        if (messages == null) {
            return;
        }
        try {
            messages.await(key(mailbox), mailbox);
        } catch (InterruptedException e) {
            throw interrupted("a message of " + mailbox, e);
        }
    }

    /** How many mailboxes are remembered at the moment. */
    long mailboxes() {
        return (connections == null ? 0 : connections.mailboxes()) + (messages == null ? 0 : messages.mailboxes());
    }

    private static String key(String mailbox) {
        return mailbox.toLowerCase(Locale.ROOT);
    }

    private static MessagingException interrupted(String what, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new MessagingException(
                "The thread was interrupted while " + what + " waited for its turn. Nothing was sent", cause);
    }

    @Override
    public String toString() {
        return "MailboxLimits[" + description + ", waitAtMost=" + waitAtMost + "]";
    }

    /** Describes limits. Not safe for use by several threads; what it builds is independent of it. */
    public static final class Builder {

        private @Nullable Integer connections;
        private @Nullable Integer messagesPerMinute;
        private Duration waitAtMost = Duration.ofMinutes(2);
        private InstantSource clock = InstantSource.system();
        private Waiter waiter = Waiter.IN_REAL_TIME;

        private Builder() {}

        /**
         * Sets how many connections a mailbox may have at a time: any number unless set.
         *
         * @param atATime the number, at least 1
         * @return this builder
         */
        public Builder connections(int atATime) {
            connections = atATime;
            return this;
        }

        /**
         * Sets how many messages a mailbox may send in any 60 seconds: any number unless set. So many at once do not
         * wait; the next waits until the first of them is a minute old.
         *
         * @param messages the number, at least 1
         * @return this builder
         */
        public Builder messagesPerMinute(int messages) {
            messagesPerMinute = messages;
            return this;
        }

        /**
         * Sets how long a thread waits for a connection, and for the turn of a message: 2 minutes unless set. After as
         * many messages as are allowed a minute, the next waits a minute.
         *
         * @param time the time, from zero to a day
         * @return this builder
         */
        public Builder waitAtMost(Duration time) {
            waitAtMost = Objects.requireNonNull(time, "waitAtMost");
            return this;
        }

        /**
         * Sets the clock by which messages have their turns: the system's unless set. Threads wait in real time always.
         *
         * @param clock the clock
         * @return this builder
         */
        public Builder clock(InstantSource clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /** How threads wait, for tests. */
        Builder waiter(Waiter waiter) {
            this.waiter = waiter;
            return this;
        }

        /**
         * Makes the limits.
         *
         * @return the limits, independent of what becomes of this builder
         * @throws IllegalArgumentException if a setting is out of its range or nothing is limited
         */
        public MailboxLimits build() {
            if (connections == null && messagesPerMinute == null) {
                throw new IllegalArgumentException(
                        "nothing is limited: give connections(3), messagesPerMinute(30) or both");
            }
            if (connections != null) {
                Ranges.positive("connections", connections, 3);
            }
            if (messagesPerMinute != null) {
                Ranges.positive("messagesPerMinute", messagesPerMinute, 30);
            }
            Ranges.checked("waitAtMost", waitAtMost, Duration.ZERO, Duration.ofDays(1), "Duration.ofMinutes(2)");
            return new MailboxLimits(this);
        }
    }
}
