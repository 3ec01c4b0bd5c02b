package io.github.mailbearer.mail;

import java.time.Instant;

/**
 * The refusals in a row of one mailbox at one server, and the pause they led to. Times are epoch milliseconds.
 *
 * @param refusals how many there were
 * @param kind the {@link ReplyKind} of the last
 * @param last the last
 * @param pause how long the mailbox is left alone after the last, 0 for not at all
 * @param since when the last came
 * @param trialUntil when a trial that has not ended counts as lost, 0 if there is none
 */
record RefusalRun(int refusals, String kind, TokenRejectedException last, long pause, long since, long trialUntil) {

    /** Longer than any connect that has time-outs; without an end, one that never tells its own would pause for good. */
    static final long LONGEST_TRIAL = 120_000;

    /**
     * When to pause.
     *
     * @param refusals from which refusal on
     * @param first how long at first
     * @param longest how long at most
     */
    record Policy(int refusals, long first, long longest) {}

    static RefusalRun first(TokenRejectedException refusal, long now, Policy policy) {
        return counted(1, refusal, now, policy);
    }

    /**
     * The run after one more refusal. During a pause it changes nothing, because it answers a connect that began before:
     * many at once count as one. Before the first pause only refusals of one kind are in a row.
     */
    RefusalRun refused(TokenRejectedException refusal, long now, Policy policy) {
        if (isResting(now)) {
            return this;
        }
        if (holdsBack()) {
            long doubled = Math.min(2 * pause, policy.longest());
            return new RefusalRun(refusals + 1, ReplyKind.of(refusal.reply()), refusal, doubled, now, 0);
        }
        boolean sameKind = ReplyKind.of(refusal.reply()).equals(kind);
        return counted(sameKind ? refusals + 1 : 1, refusal, now, policy);
    }

    private static RefusalRun counted(int refusals, TokenRejectedException refusal, long now, Policy policy) {
        long pause = refusals >= policy.refusals() ? policy.first() : 0;
        return new RefusalRun(refusals, ReplyKind.of(refusal.reply()), refusal, pause, now, 0);
    }

    RefusalRun tried(long now) {
        return new RefusalRun(refusals, kind, last, pause, since, now + LONGEST_TRIAL);
    }

    RefusalRun trialEnded() {
        return new RefusalRun(refusals, kind, last, pause, since, 0);
    }

    /** Whether there was a pause, so that connects go through one at a time, if at all. */
    boolean holdsBack() {
        return pause > 0;
    }

    /** Whether a connect is let through. */
    boolean letsThrough(long now) {
        return !holdsBack() || (!isResting(now) && !isTrying(now));
    }

    /** Whether the pause is on; not if the clock was set back to before its beginning. */
    boolean isResting(long now) {
        return since <= now && now < since + pause;
    }

    private boolean isTrying(long now) {
        return now < trialUntil && trialUntil - now <= LONGEST_TRIAL;
    }

    /** When a connect is let through that is not now. */
    Instant nextTry(long now) {
        return Instant.ofEpochMilli(isResting(now) ? since + pause : trialUntil);
    }
}
