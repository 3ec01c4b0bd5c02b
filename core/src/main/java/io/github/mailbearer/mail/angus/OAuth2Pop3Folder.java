package io.github.mailbearer.mail.angus;

import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.pop3.POP3Folder;

/** A POP3 folder that has its store open a connection with a token of now before it needs one. */
final class OAuth2Pop3Folder extends POP3Folder {

    private final OAuth2Pop3Store ours;

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
        ours.provideConnection();
        try {
            super.open(mode);
        } catch (MessagingException e) {
            ours.spoiled();
            throw e;
        }
        ours.taken(this);
    }

    @Override
    public synchronized void close(boolean expunge) throws MessagingException {
        try {
            super.close(expunge);
        } finally {
            ours.released(this);
        }
    }

    /** The store has closed the connection. */
    synchronized void abandon() throws MessagingException {
        if (isOpen()) {
            close(false);
        }
    }
}
