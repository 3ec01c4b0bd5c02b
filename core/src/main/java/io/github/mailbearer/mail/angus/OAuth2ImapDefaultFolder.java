package io.github.mailbearer.mail.angus;

import jakarta.mail.FolderClosedException;
import jakarta.mail.StoreClosedException;
import org.eclipse.angus.mail.iap.ConnectionException;
import org.eclipse.angus.mail.imap.DefaultFolder;

/** The root of the folders, whose failures keep the reason why a connection for it could not be opened. */
final class OAuth2ImapDefaultFolder extends DefaultFolder {

    private final OAuth2ImapStore ours;

    OAuth2ImapDefaultFolder(OAuth2ImapStore store) {
        super(store);
        this.ours = store;
    }

    @Override
    protected synchronized void throwClosedException(ConnectionException cause)
            throws FolderClosedException, StoreClosedException {
        try {
            super.throwClosedException(cause);
        } catch (FolderClosedException | StoreClosedException e) {
            ours.failures().attachTo(e, cause);
            throw e;
        }
    }
}
