package io.github.mailbearer.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** What a test wants answered instead of the truth, and how late. */
final class ScriptedReplies {

    private final Queue<EntraReply> once = new ConcurrentLinkedQueue<>();
    private volatile @Nullable EntraReply always;
    private volatile Duration latency = Duration.ZERO;

    void next(List<EntraReply> replies) {
        once.addAll(replies);
    }

    void always(@Nullable EntraReply reply) {
        always = reply;
    }

    void latency(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("latency is " + time + ": give zero or more");
        }
        latency = time;
    }

    Duration latency() {
        return latency;
    }

    /** The reply for the request at hand, or {@code null} for an honest one. */
    @Nullable
    EntraReply take() {
        EntraReply reply = once.poll();
        return reply == null ? always : reply;
    }

    /** Back to honest replies, as late as before. */
    void clear() {
        once.clear();
        always = null;
    }
}
