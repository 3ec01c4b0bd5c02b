package io.github.mailbearer.mail;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Keeps an application from connecting again and again with a mailbox that a server refuses.
 *
 * <p>After three refusals in a row of the same kind (the same reply code and enhanced status code), none of which a fresh
 * token cured, connects of that mailbox to that server fail with a {@link MailboxPausedException} for 30 seconds, without
 * a connection or a token. Then one goes through on trial, while others still fail: if it is refused too, the pause
 * doubles, up to 15 minutes; if it succeeds, all is as usual; if the network fails, the next one is on trial at once.
 * Temporary refusals count for nothing.
 *
 * <p>Servers defend themselves against those who ask on: Exchange blocks a mailbox for a while whose submissions keep
 * causing the same error ({@code 550 5.2.251} to {@code 5.2.255}). It does not say what it does about refused sign-ins,
 * so the numbers are ours.
 *
 * <pre>{@code
 * ConnectGuard guard = ConnectGuard.builder()
 *     .refusals(5)
 *     .longestPause(Duration.ofHours(1))
 *     .listener(metrics)
 *     .build();
 *
 * guard.pausedUntil("noreply@contoso.com").ifPresent(System.out::println);
 * guard.reset("noreply@contoso.com"); // an administrator has cured it
 * }</pre>
 *
 * <p>It remembers what happened in the Sessions that were given this object, in memory only: give one to all of them. A
 * mailbox that nobody connects for a day is forgotten. Safe for use by several threads.
 *
 * @see <a
 *     href="https://learn.microsoft.com/exchange/mail-flow-best-practices/continuous-error-throttling-smtp-auth-submissions">Microsoft:
 *     Continuous error throttling for SMTP AUTH submissions</a>
 */
public final class ConnectGuard {

    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);
    private static final long MOST_MAILBOXES = 100_000;

    /** A mailbox at a server, the address in lower case. */
    private record Key(String mailbox, String server) {

        static Key of(String mailbox, String server) {
            return new Key(folded(mailbox), server);
        }

        static String folded(String mailbox) {
            return mailbox.toLowerCase(Locale.ROOT);
        }
    }

    private final boolean off;
    private final RefusalRun.Policy policy;
    private final InstantSource clock;
    private final ConnectGuardEvents events;
    private final Cache<Key, RefusalRun> runs;

    private ConnectGuard(Builder settings, boolean off) {
        this.off = off;
        this.policy = new RefusalRun.Policy(
                settings.refusals, settings.firstPause.toMillis(), settings.longestPause.toMillis());
        this.clock = settings.clock;
        this.events = new ConnectGuardEvents(settings.listeners);
        this.runs = Caffeine.newBuilder()
                .maximumSize(MOST_MAILBOXES)
                .expireAfterAccess(FORGOTTEN_AFTER)
                .ticker(() -> clock.millis() * 1_000_000)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Makes a guard with the usual settings.
     *
     * @return a guard that shares nothing with others
     */
    public static ConnectGuard create() {
        return builder().build();
    }

    /**
     * Makes a guard that lets everything through.
     *
     * @return the guard
     */
    public static ConnectGuard off() {
        return new ConnectGuard(builder(), true);
    }

    /**
     * Begins a guard with other settings.
     *
     * @return a builder with the usual settings
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Tells until when connects of a mailbox fail locally.
     *
     * @param mailbox the address
     * @return the time, the latest if there are several servers; empty if a connect would go through now
     */
    public Optional<Instant> pausedUntil(String mailbox) {
        String folded = Key.folded(mailbox);
        long now = clock.millis();
        return runs.asMap().entrySet().stream()
                .filter(entry -> entry.getKey().mailbox().equals(folded))
                .map(Map.Entry::getValue)
                .filter(run -> !run.letsThrough(now))
                .map(run -> run.nextTry(now))
                .max(Comparator.naturalOrder());
    }

    /**
     * Forgets the refusals of a mailbox, so that connects go through at once: for somebody who has cured the cause.
     *
     * @param mailbox the address
     */
    public void reset(String mailbox) {
        String folded = Key.folded(mailbox);
        forget(key -> key.mailbox().equals(folded));
    }

    /** Forgets all refusals. */
    public void resetAll() {
        forget(any -> true);
    }

    private void forget(Predicate<Key> which) {
        runs.asMap().keySet().stream().filter(which).forEach(this::forget);
    }

    private void forget(Key key) {
        RefusalRun run = runs.asMap().remove(key);
        if (run != null && run.holdsBack()) {
            events.resumed(run.last().mailbox(), run.last().server());
        }
    }

    /**
     * Lets a connect through, or not. Whoever is let through tells how it ended by {@link #refused}, {@link #succeeded}
     * or {@link #ended}; to tell the last after one of the others does nothing.
     *
     * @param server host and port
     * @throws MailboxPausedException if the mailbox is to be left alone
     */
    void before(String mailbox, String server) throws MailboxPausedException {
        Key key = Key.of(mailbox, server);
        long now = clock.millis();
        while (true) {
            RefusalRun run = runs.getIfPresent(key);
            if (run == null || !run.holdsBack()) {
                return;
            }
            if (!run.letsThrough(now)) {
                throw paused(mailbox, server, run, now);
            }
            if (runs.asMap().replace(key, run, run.tried(now))) {
                events.trying(mailbox, server);
                return;
            }
        }
    }

    private static MailboxPausedException paused(String mailbox, String server, RefusalRun run, long now) {
        Instant nextTry = run.nextTry(now);
        String state =
                run.isResting(now) ? "is left alone until " : "is being tried by another connect, at most until ";
        return new MailboxPausedException(
                mailbox + " was refused " + run.refusals() + " times in a row by " + server + ", at last with: "
                        + run.last().reply() + ". It " + state + nextTry
                        + ", and nothing was sent now: a server that is"
                        + " asked on may block the mailbox. Cure the cause, which the cause of this exception explains; then"
                        + " connects go through from that time on, or at once after ConnectGuard.reset(\"" + mailbox
                        + "\")",
                run.last(),
                nextTry);
    }

    /** The server refused the mailbox for good, or a fresh token too. */
    void refused(String mailbox, String server, TokenRejectedException refusal) {
        if (off) {
            return;
        }
        long now = clock.millis();
        RefusalRun run = runs.asMap()
                .compute(
                        Key.of(mailbox, server),
                        (key, before) -> before == null
                                ? RefusalRun.first(refusal, now, policy)
                                : before.refused(refusal, now, policy));
        if (run.last() == refusal && run.isResting(now)) {
            events.paused(run.nextTry(now), run.refusals(), refusal);
        }
    }

    /** The server let the mailbox in. */
    void succeeded(String mailbox, String server) {
        forget(Key.of(mailbox, server));
    }

    /** The connect ended neither in refusal nor in success, so that nothing is known. */
    void ended(String mailbox, String server) {
        runs.asMap().computeIfPresent(Key.of(mailbox, server), (key, run) -> run.trialEnded());
    }

    @Override
    public String toString() {
        return off
                ? "ConnectGuard[off]"
                : "ConnectGuard[refusals=" + policy.refusals() + ", firstPause=" + Duration.ofMillis(policy.first())
                        + ", longestPause=" + Duration.ofMillis(policy.longest()) + "]";
    }

    /** Settings of a guard to be. Not safe for use by several threads. */
    public static final class Builder {

        private static final Duration DAY = Duration.ofDays(1);

        private final List<ConnectGuardListener> listeners = new ArrayList<>();
        private int refusals = 3;
        private Duration firstPause = Duration.ofSeconds(30);
        private Duration longestPause = Duration.ofMinutes(15);
        private InstantSource clock = InstantSource.system();

        private Builder() {}

        /**
         * Sets after how many refusals in a row connects pause: 3 unless set.
         *
         * @param inARow the number, at least 1
         * @return this builder
         */
        public Builder refusals(int inARow) {
            refusals = inARow;
            return this;
        }

        /**
         * Sets how long the first pause is: 30 seconds unless set.
         *
         * @param time the time, from a millisecond to a day
         * @return this builder
         */
        public Builder firstPause(Duration time) {
            firstPause = Objects.requireNonNull(time, "firstPause");
            return this;
        }

        /**
         * Sets up to what time pauses double: 15 minutes unless set.
         *
         * @param time the time, from the first pause to a day
         * @return this builder
         */
        public Builder longestPause(Duration time) {
            longestPause = Objects.requireNonNull(time, "longestPause");
            return this;
        }

        /**
         * Sets the clock: the system's unless set.
         *
         * @param clock the clock
         * @return this builder
         */
        public Builder clock(InstantSource clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Adds a listener; there may be several.
         *
         * @param listener who hears of what the guard does
         * @return this builder
         */
        public Builder listener(ConnectGuardListener listener) {
            listeners.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /**
         * Makes the guard.
         *
         * @return the guard, independent of what becomes of this builder
         * @throws IllegalArgumentException if a setting is out of its range
         */
        public ConnectGuard build() {
            Ranges.positive("refusals", refusals, 3);
            Ranges.checked("firstPause", firstPause, Duration.ofMillis(1), DAY, "Duration.ofSeconds(30)");
            Ranges.checked("longestPause", longestPause, firstPause, DAY, "Duration.ofMinutes(15)");
            return new ConnectGuard(this, false);
        }
    }
}
