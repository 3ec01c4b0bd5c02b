package io.github.mailbearer.mail.angus;

import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.pop3.POP3Folder;

/** A POP3 folder that has its store open a connection with a token of now before it needs one. */
final class OAuth2Pop3Folder extends POP3Folder {

    private final OAuth2Pop3Store ours;
    private boolean holding;

    OAuth2Pop3Folder(OAuth2Pop3Store store, String name) {
        super(store, name);
        this.ours = store;
    }

    /** No monitor is held while waiting for the token. */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void open(int mode) throws MessagingException {
        if (!exists() || isOpen()) {
            super.open(mode);
            return;
        }
        ours.provideFor(this);
        hold(mode);
    }

    private synchronized void hold(int mode) throws MessagingException {
        try {
            super.open(mode);
        } catch (MessagingException e) {
            ours.released(this);
            throw e;
        }
        holding = true;
        if (!ours.isOpened()) {
            close(false);
            throw OAuth2Pop3Store.closed();
        }
    }

    @Override
    public synchronized void close(boolean expunge) throws MessagingException {
        if (!holding) {
            super.close(expunge);
            return;
        }
        ours.leaving(this);
        try {
            super.close(expunge);
        } finally {
            holding = false;
            ours.released(this);
        }
    }

    /** The store has closed the connection. */
    synchronized void abandon() throws MessagingException {
        if (isOpen()) {
            close(false);
        }
    }

    /** Which of several objects for the same folder it is. */
    String identity() {
        return getName() + "@" + Integer.toHexString(System.identityHashCode(this));
    }
}
