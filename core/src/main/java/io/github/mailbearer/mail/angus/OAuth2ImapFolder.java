package io.github.mailbearer.mail.angus;

import jakarta.mail.FolderClosedException;
import jakarta.mail.MessagingException;
import jakarta.mail.StoreClosedException;
import jakarta.mail.event.MailEvent;
import java.util.List;
import org.eclipse.angus.mail.iap.BadCommandException;
import org.eclipse.angus.mail.iap.ConnectionException;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.ResyncData;
import org.eclipse.angus.mail.imap.protocol.ListInfo;

/** An IMAP folder whose failures keep the reason why a connection for it could not be opened. */
final class OAuth2ImapFolder extends IMAPFolder {

    private final OAuth2ImapStore ours;

    OAuth2ImapFolder(String fullName, char separator, OAuth2ImapStore store, Boolean isNamespace) {
        super(fullName, separator, store, isNamespace);
        this.ours = store;
    }

    OAuth2ImapFolder(ListInfo info, OAuth2ImapStore store) {
        super(info, store);
        this.ours = store;
    }

    private <T> T explain(ImapFailures.Operation<T> operation) throws MessagingException {
        return ours.failures().explain(operation);
    }

    /** No monitor is held while waiting for the token. */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void open(int mode) throws MessagingException {
        ours.expectConnection();
        super.open(mode);
    }

    @Override
    public synchronized List<MailEvent> open(int mode, ResyncData resync) throws MessagingException {
        try {
            return explain(() -> super.open(mode, resync));
        } catch (MessagingException e) {
            throw advised(e);
        }
    }

    /** Exchange lets in whom it then gives no mailbox, and says so in its own words at the first command only. */
    private MessagingException advised(MessagingException e) {
        return e.getNextException() instanceof BadCommandException refusal
                ? ours.notOpened(refusal).orElse(e)
                : e;
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

    @Override
    public synchronized boolean hasNewMessages() throws MessagingException {
        return explain(super::hasNewMessages);
    }

    @Override
    public synchronized int getMessageCount() throws MessagingException {
        return explain(super::getMessageCount);
    }

    @Override
    public synchronized int getNewMessageCount() throws MessagingException {
        return explain(super::getNewMessageCount);
    }

    @Override
    public synchronized int getUnreadMessageCount() throws MessagingException {
        return explain(super::getUnreadMessageCount);
    }

    @Override
    public synchronized long getStatusItem(String item) throws MessagingException {
        return explain(() -> super.getStatusItem(item));
    }
}
