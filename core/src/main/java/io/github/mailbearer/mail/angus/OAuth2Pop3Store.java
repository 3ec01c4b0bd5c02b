package io.github.mailbearer.mail.angus;

import io.github.mailbearer.mail.MailLogin;
import io.github.mailbearer.mail.SignedIn;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.angus.mail.pop3.POP3Store;
import org.jspecify.annotations.Nullable;

/**
 * Angus' POP3 store, signing in with a token of now at {@code connect} and each time its folder is opened again.
 *
 * <p>POP3 has one connection at a time: a folder takes it over when it is opened and ends it when it is closed. Angus then
 * opens the next one with the password it was given first; here a new one is opened with a new token before Angus needs it.
 */
public class OAuth2Pop3Store extends POP3Store implements SignedIn {

    private final Entrance entrance;
    private final Pop3Trace trace;
    private @Nullable Pop3SignIn signIn;
    private @Nullable String host;
    private int port = -1;
    private @Nullable Instant tokenExpiresAt;
    private boolean opened;
    private boolean silent;

    /** Whether there is a connection, and the folder that has taken it. */
    private boolean connection;

    private @Nullable OAuth2Pop3Folder owner;

    /**
     * Called by Jakarta Mail.
     *
     * @param session the Session
     * @param url where to connect to, as far as the caller says
     */
    public OAuth2Pop3Store(Session session, URLName url) {
        this(session, url, "pop3", false);
    }

    /**
     * Makes a store for one of Jakarta Mail's names of POP3.
     *
     * @param session the Session
     * @param url where to connect to, as far as the caller says
     * @param protocol {@code pop3} or {@code pop3s}
     * @param implicitTls whether connections begin with TLS
     */
    protected OAuth2Pop3Store(Session session, URLName url, String protocol, boolean implicitTls) {
        this(session, url, protocol, implicitTls, traceOf(session));
    }

    private OAuth2Pop3Store(Session session, URLName url, String protocol, boolean implicitTls, Pop3Trace trace) {
        super(traced(session, protocol, trace), url, protocol, implicitTls);
        this.session = Entrance.bridged(session, protocol);
        this.entrance = new Entrance(session, protocol, url);
        this.trace = trace;
    }

    private static Pop3Trace traceOf(Session session) {
        return session.getDebug() ? new Pop3Trace(session.getDebugOut()) : Pop3Trace.SILENT;
    }

    /** Angus looks at the debug settings of a Session once, when the store is made. */
    private static Session traced(Session session, String protocol, Pop3Trace trace) {
        return Entrance.bridgeOf(session, protocol)
                .map(bridge -> bridge.listening(trace))
                .orElse(session);
    }

    /** The funnel of all {@code connect} methods. */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void connect(@Nullable String host, int port, @Nullable String user, @Nullable String password)
            throws MessagingException {
        if (isConnected()) {
            throw new IllegalStateException("already connected");
        }
        entrance.enter(getURLName(), host, port, user, password, (actualHost, actualPort, login) -> {
            signIn = new Pop3SignIn(login);
            super.connect(actualHost, actualPort, login.mailbox(), "");
            noteConnected(actualHost, actualPort, login);
        });
    }

    private synchronized void noteConnected(String actualHost, int actualPort, MailLogin login)
            throws MessagingException {
        host = actualHost;
        port = actualPort;
        opened = true;
        tokenExpiresAt = login.token().expiresAt();
    }

    @Override
    protected synchronized boolean protocolConnect(String host, int port, String user, String password)
            throws MessagingException {
        Pop3SignIn current = signIn;
        if (current == null) {
            throw new IllegalStateException("connect(…) has not begun to sign in");
        }
        Pop3Trace.Heard heard = current.listenTo(trace);
        try {
            super.protocolConnect(host, port, user, current.password());
            verify(current, heard);
        } catch (Refused refused) {
            throw refused;
        } catch (MessagingException | RuntimeException e) {
            throw current.failed(e, heard, capabilities());
        } finally {
            trace.end();
        }
        connection = true;
        return true;
    }

    /** One NOOP tells whether Angus took a challenge for success ({@code Pop3ContractTest}). */
    private void verify(Pop3SignIn current, Pop3Trace.Heard heard) throws MessagingException {
        silent = true;
        try {
            setConnected(true);
            if (!super.isConnected()) {
                closeConnection();
                throw current.unmasked(heard);
            }
        } finally {
            silent = false;
        }
    }

    /** Nobody was told that the connection was opened, so nobody need be told that it is closed. */
    @Override
    protected void notifyConnectionListeners(int type) {
        if (!silent) {
            super.notifyConnectionListeners(type);
        }
    }

    /**
     * Sees to it that Angus finds an open connection when a folder asks for one.
     *
     * @throws MessagingException if a new one is needed and cannot be had
     */
    void provideConnection() throws MessagingException {
        synchronized (this) {
            if (!opened || connection) {
                return;
            }
        }
        entrance.enter(getURLName(), host, port, getURLName().getUsername(), null, (actualHost, actualPort, login) -> {
            signIn = new Pop3SignIn(login);
            protocolConnect(actualHost, actualPort, login.mailbox(), "");
            noteConnected(actualHost, actualPort, login);
        });
    }

    synchronized void taken(OAuth2Pop3Folder folder) {
        if (owner == null) {
            owner = folder;
        }
    }

    /** A folder got the connection and could not use it. */
    synchronized void spoiled() {
        if (owner == null) {
            connection = false;
        }
    }

    synchronized void released(OAuth2Pop3Folder folder) {
        if (owner == folder) {
            owner = null;
            connection = false;
        }
    }

    /** Angus would open a connection with the old token to find out, and keep a dead one. */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public boolean isConnected() {
        try {
            provideConnection();
        } catch (MessagingException | IllegalStateException e) {
            closeAfterFailure(false);
            return false;
        }
        if (super.isConnected()) {
            return true;
        }
        closeAfterFailure(true);
        return false;
    }

    private synchronized void closeAfterFailure(boolean listenersKnow) {
        if (!opened) {
            return;
        }
        silent = listenersKnow;
        try {
            close();
        } catch (MessagingException e) {
            entrance.failed(e);
        } finally {
            silent = false;
        }
    }

    @Override
    public synchronized void close() throws MessagingException {
        opened = false;
        OAuth2Pop3Folder holder = owner;
        try {
            closeConnection();
        } finally {
            if (holder != null) {
                holder.abandon();
            }
        }
    }

    private void closeConnection() throws MessagingException {
        connection = false;
        super.close();
    }

    @Override
    public Folder getFolder(String name) throws MessagingException {
        return new OAuth2Pop3Folder(this, super.getFolder(name).getName());
    }

    @Override
    public Folder getFolder(URLName url) throws MessagingException {
        return new OAuth2Pop3Folder(this, super.getFolder(url).getName());
    }

    @Override
    public synchronized Optional<Instant> tokenExpiresAt() {
        return connection ? Optional.ofNullable(tokenExpiresAt) : Optional.empty();
    }

    @Override
    public Optional<MessagingException> lastAuthenticationFailure() {
        return entrance.lastFailure();
    }
}
