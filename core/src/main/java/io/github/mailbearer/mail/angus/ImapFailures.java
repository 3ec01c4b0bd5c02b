package io.github.mailbearer.mail.angus;

import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.iap.ConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * Brings the reason of a failed connection to the exception that the application sees. Angus opens further connections
 * of a store deep inside of other operations and replaces whatever happened by "connection failure".
 */
final class ImapFailures {

    /** An operation on a folder or store. */
    interface Operation<T> {
        T run() throws MessagingException;
    }

    private final Entrance entrance;
    /** Of this store alone: what is noted outside of an explained operation goes with the store. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable MessagingException> onThisThread = new ThreadLocal<>();

    ImapFailures(Entrance entrance) {
        this.entrance = entrance;
    }

    /** Notes why a connection was not opened. */
    void note(MessagingException failure) {
        onThisThread.set(failure);
        entrance.failed(failure);
    }

    /** Forgets what happened before. */
    void clear() {
        onThisThread.remove();
    }

    /** What was noted last on this thread, which is forgotten. */
    @Nullable
    MessagingException take() {
        MessagingException failure = onThisThread.get();
        onThisThread.remove();
        return failure;
    }

    <T> T explain(Operation<T> operation) throws MessagingException {
        clear();
        try {
            return operation.run();
        } catch (MessagingException e) {
            if (onThisThread.get() instanceof HungUp) {
                return again(operation);
            }
            attachTo(e);
            throw e;
        } finally {
            clear();
        }
    }

    /** Nothing of the operation has been done yet, and there is another token by now. */
    private <T> T again(Operation<T> operation) throws MessagingException {
        clear();
        try {
            return operation.run();
        } catch (MessagingException e) {
            attachTo(e);
            throw e;
        }
    }

    /** Gives an exception the cause that Angus has dropped. */
    void attachTo(MessagingException e) {
        MessagingException failure = take();
        if (failure == null || failure == e) {
            return;
        }
        if (e.getNextException() == null) {
            e.setNextException(failure);
        } else if (e.getNextException() instanceof ConnectionException reported
                && isOfNoConnection(reported)
                && reported.getCause() == null) {
            reported.initCause(failure);
        }
    }

    /** The same for the exception by which Angus reports a connection, one that was lost or could not be opened. */
    void attachTo(MessagingException e, ConnectionException reported) {
        if (isOfNoConnection(reported)) {
            attachTo(e);
        }
    }

    /** Of a connection that could not be opened Angus' exception knows no protocol object. */
    private static boolean isOfNoConnection(ConnectionException reported) {
        return reported.getProtocol() == null;
    }
}
