package io.github.mailbearer.testkit;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The messages of a folder in order of arrival, each with a number that is never given again. */
final class MailFolder {

    private final List<StoredMessage> messages = new CopyOnWriteArrayList<>();
    private final AtomicLong nextUid = new AtomicLong(1);

    /** Adds a message; one at a time, so that the numbers ascend. */
    synchronized void add(String rfc822) {
        messages.add(new StoredMessage(nextUid.getAndIncrement(), Instant.now(), rfc822));
    }

    void remove(Collection<StoredMessage> gone) {
        messages.removeAll(gone);
    }

    void clear() {
        messages.clear();
    }

    /** Those there are at the moment. */
    List<StoredMessage> messages() {
        return List.copyOf(messages);
    }

    long nextUid() {
        return nextUid.get();
    }
}
