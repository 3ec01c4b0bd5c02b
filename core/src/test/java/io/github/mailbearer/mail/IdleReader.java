package io.github.mailbearer.mail;

import jakarta.mail.Folder;
import jakarta.mail.FolderClosedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.StoreClosedException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.imap.IMAPFolder;

/** Reads an inbox as an application does that waits with IDLE, and connects again when the server ends the connection. */
final class IdleReader {

    private final Session session;
    private final Set<String> subjects = ConcurrentHashMap.newKeySet();
    private final Semaphore arrivals = new Semaphore(0);
    private final CompletableFuture<Integer> end = new CompletableFuture<>();
    private final Thread thread = new Thread(this::run, "idle reader");
    private volatile boolean done;

    IdleReader(Session session) {
        this.session = session;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            int connections = 0;
            while (!done) {
                connections++;
                readUntilTheServerEndsIt();
            }
            end.complete(connections);
        } catch (MessagingException | RuntimeException e) {
            end.completeExceptionally(e);
            arrivals.release(1_000_000);
        }
    }

    private void readUntilTheServerEndsIt() throws MessagingException {
        try (Store store = session.getStore()) {
            store.connect();
            IMAPFolder inbox = (IMAPFolder) store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            int read = 0;
            while (true) {
                for (int count = inbox.getMessageCount(); read < count; read++) {
                    if (subjects.add(inbox.getMessage(read + 1).getSubject())) {
                        arrivals.release();
                    }
                }
                inbox.idle(true);
            }
        } catch (FolderClosedException | StoreClosedException e) {
            // The hour is over, or the day; run() knows which.
        }
    }

    /** Waits for so many more messages. */
    void awaitMessages(int count) throws InterruptedException {
        if (!arrivals.tryAcquire(count, 20, TimeUnit.SECONDS)) {
            throw new AssertionError(arrivals.availablePermits() + " of " + count + " messages have come");
        }
    }

    Set<String> subjects() {
        return subjects;
    }

    /** The next end of a connection is that of the day. */
    void finish() {
        done = true;
    }

    /** How many connections it took; fails as the reader failed. */
    int connections() throws Exception {
        return end.get(20, TimeUnit.SECONDS);
    }
}
