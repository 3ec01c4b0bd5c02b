package io.github.mailbearer.mail.angus;

import jakarta.mail.FolderClosedException;
import jakarta.mail.Session;
import jakarta.mail.StoreClosedException;
import jakarta.mail.URLName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.angus.mail.iap.ConnectionException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.jspecify.annotations.Nullable;

/** Angus' IMAP store, which tells what it calls on the way to a connection, and fails there or signs in if told to. */
final class RecordingStore extends IMAPStore {

    final List<String> steps = new ArrayList<>();
    final List<ConnectionException> closedBy = new ArrayList<>();

    @Nullable
    Exception failure;

    boolean signInBefore;
    private @Nullable IMAPProtocol last;

    RecordingStore(Session session, URLName url) {
        super(session, url);
    }

    @Override
    protected IMAPProtocol newIMAPProtocol(String host, int port) throws IOException, ProtocolException {
        steps.add("new");
        IMAPProtocol made = super.newIMAPProtocol(host, port);
        last = made;
        return made;
    }

    @Override
    protected void preLogin(IMAPProtocol p) throws ProtocolException {
        steps.add("preLogin over TLS " + p.isSSL());
        if (failure instanceof ProtocolException checked) {
            throw checked;
        }
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (signInBefore) {
            p.authoauth2(ContractTest.USER, "good");
        }
    }

    /** Ends the connection that was made last, which Angus may have forgotten. */
    void disconnect() {
        if (last != null) {
            last.disconnect();
        }
    }

    @Override
    protected IMAPFolder newIMAPFolder(String fullName, char separator, @Nullable Boolean isNamespace) {
        return new IMAPFolder(fullName, separator, this, isNamespace) {
            @Override
            protected void throwClosedException(ConnectionException cause)
                    throws FolderClosedException, StoreClosedException {
                closedBy.add(cause);
                super.throwClosedException(cause);
            }
        };
    }
}
