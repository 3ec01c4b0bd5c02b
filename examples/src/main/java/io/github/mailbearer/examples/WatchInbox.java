package io.github.mailbearer.examples;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.jspecify.annotations.Nullable;

/**
 * Waits for new mail with IMAP IDLE and misses none, whenever the connection or its token ends.
 *
 * <p>Messages are known by their UIDs, so none is lost while there is no connection. A message whose handling failed is
 * handled once more over the next connection. To go on after a restart, keep {@link #last()}.
 */
public final class WatchInbox implements AutoCloseable {

    /** What is done with a message, which is there to be read until this returns. */
    @FunctionalInterface
    public interface Handler {
        void received(Message message) throws MessagingException;
    }

    private static final System.Logger LOG = System.getLogger(WatchInbox.class.getName());

    /** Servers end an IDLE after half an hour, some firewalls a silent connection after ten minutes. */
    private static final Duration PULSE = Duration.ofMinutes(9);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final Session session;
    private final Handler handler;
    private final Duration firstPause;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile long last;
    private volatile @Nullable IMAPFolder watched;
    private boolean watching;

    /** Begins after the message with this UID; 0 for all that there are. */
    public WatchInbox(Session session, long last, Handler handler) {
        this(session, last, handler, Duration.ofSeconds(1));
    }

    WatchInbox(Session session, long last, Handler handler, Duration firstPause) {
        this.session = session;
        this.last = last;
        this.handler = handler;
        this.firstPause = firstPause;
    }

    /** Watches until it is closed, and throws only if somebody must act before it can sign in again. */
    public void run() throws AuthenticationFailedException, InterruptedException {
        Duration pause = Duration.ZERO;
        while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            watching = false;
            try {
                watch();
            } catch (AuthenticationFailedException e) {
                throw e;
            } catch (MessagingException | IllegalStateException e) {
                LOG.log(Level.INFO, "The connection ended", e);
            }
            pause = watching ? firstPause : longer(pause);
        }
    }

    private Duration longer(Duration pause) {
        Duration next = pause.isZero() ? firstPause : pause.multipliedBy(2);
        return next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
    }

    private void watch() throws MessagingException {
        Timer pulse = new Timer("pulse of " + session.getProperty("mail.imap.user"), true);
        try (Store store = session.getStore()) {
            store.connect(); // with a token of now
            IMAPFolder inbox = (IMAPFolder) store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            watched = inbox;
            watching = true;
            pulse.schedule(feeling(inbox), PULSE.toMillis(), PULSE.toMillis());
            while (closed.getCount() > 0 && inbox.isOpen()) {
                handleNew(inbox);
                inbox.idle(true);
            }
        } finally {
            pulse.cancel();
        }
    }

    /** Interrupts IDLE and asks the server; if there is no answer within mail.imap.timeout, the folder is closed. */
    private static TimerTask feeling(IMAPFolder inbox) {
        return new TimerTask() {
            @Override
            public void run() {
                if (!inbox.isOpen()) {
                    cancel();
                }
            }
        };
    }

    /** What comes in the meantime is told then and not once more to IDLE, so the number of messages is looked at again. */
    private void handleNew(IMAPFolder inbox) throws MessagingException {
        int count;
        do {
            count = inbox.getMessageCount();
            for (Message message : inbox.getMessagesByUID(last + 1, UIDFolder.LASTUID)) {
                long uid = inbox.getUID(message);
                if (uid > last) { // asked for what comes after its last message, a server answers with that one
                    handler.received(message);
                    last = uid;
                }
            }
        } while (count != inbox.getMessageCount());
    }

    /** The UID of the message that was handled last. */
    public long last() {
        return last;
    }

    /** Ends {@link #run}, at once if it waits for mail. */
    @Override
    public void close() throws MessagingException {
        closed.countDown();
        IMAPFolder inbox = watched;
        if (inbox != null && inbox.isOpen()) {
            inbox.close(false); // the folder alone: run() still needs the store to leave in order
        }
    }
}
