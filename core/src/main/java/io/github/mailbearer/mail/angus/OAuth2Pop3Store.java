package io.github.mailbearer.mail.angus;

import io.github.mailbearer.mail.SignedIn;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.time.Duration;
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

    /** Longer than connecting takes with a Session's own time-outs, unless the server is slow again and again. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Entrance entrance;
    private final Pop3Trace trace;
    private final Pop3Precaution precaution;
    private final Pop3Turn turn = new Pop3Turn(PATIENCE);
    private @Nullable Pop3SignIn signIn;
    private @Nullable String host;
    private int port = -1;
    private boolean silent;
    private volatile @Nullable Instant tokenExpiresAt;

    /** Whether the application has connected it and not closed it. */
    private volatile boolean opened;

    /** Whether Angus has a connection, which it may have given to the owner. */
    private volatile boolean connection;

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

    private OAuth2Pop3Store(
            Session session, @Nullable URLName url, String protocol, boolean implicitTls, Pop3Trace trace) {
        super(traced(session, protocol, trace), url, protocol, implicitTls);
        this.precaution = Pop3Precaution.of(
                this.session.getProperties(), url == null ? protocol : url.getProtocol(), implicitTls);
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
        turn.await();
        try {
            if (opened) {
                throw new IllegalStateException("already connected");
            }
            entrance.enter(getURLName(), host, port, user, password, (actualHost, actualPort, login) -> {
                signIn = new Pop3SignIn(login);
                super.connect(actualHost, actualPort, login.mailbox(), "");
            });
        } finally {
            turn.end();
        }
    }

    @Override
    protected synchronized boolean protocolConnect(String host, int port, String user, String password)
            throws MessagingException {
        Pop3SignIn current = signIn;
        if (current == null) {
            throw new IllegalStateException("connect(…) has not begun to sign in");
        }
        precaution.check(session, current);
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
        this.host = host;
        this.port = port;
        tokenExpiresAt = current.expiresAt();
        connection = true;
        opened = true;
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
            setConnected(opened);
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
     * Sees to it that Angus finds an open connection when it opens a folder, which owns it from now on. Without one, or
     * with one that another folder has, Angus would sign in with the token it was given last.
     *
     * @throws MessagingException if the store is closed, another folder is open, or a new connection cannot be had
     */
    void provideFor(OAuth2Pop3Folder folder) throws MessagingException {
        turn.await();
        try {
            claim(folder);
            try {
                provideConnection();
            } catch (MessagingException | RuntimeException e) {
                released(folder);
                throw e;
            }
        } finally {
            turn.end();
        }
    }

    private synchronized void claim(OAuth2Pop3Folder folder) throws MessagingException {
        if (!opened) {
            throw closed();
        }
        OAuth2Pop3Folder holder = owner;
        if (holder != null && holder != folder) {
            throw new MessagingException("POP3 opens a mailbox once at a time (RFC 1939), and the Folder "
                    + holder.identity() + " of this Store has it open: close that first");
        }
        owner = folder;
    }

    private void provideConnection() throws MessagingException {
        if (connection) {
            return;
        }
        entrance.enter(getURLName(), host, port, getURLName().getUsername(), null, (actualHost, actualPort, login) -> {
            synchronized (this) {
                if (!opened) {
                    throw closed();
                }
                signIn = new Pop3SignIn(login);
                protocolConnect(actualHost, actualPort, login.mailbox(), "");
            }
        });
    }

    /** Whether the application has connected it and not closed it. */
    boolean isOpened() {
        return opened;
    }

    static MessagingException closed() {
        return new MessagingException("The folder was not opened, the store is closed: connect it first");
    }

    /** A folder is about to end the connection. */
    synchronized void leaving(OAuth2Pop3Folder folder) {
        if (owner == folder) {
            connection = false;
        }
    }

    /** A folder has ended the connection, or never got it. */
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
        if (!turn.tryNow()) {
            return opened;
        }
        try {
            if (isWithoutConnection()) {
                provideConnection();
            }
        } catch (MessagingException e) {
            closeAfterFailure(false);
            return false;
        } finally {
            turn.end();
        }
        if (answers()) {
            return true;
        }
        closeAfterFailure(true);
        return false;
    }

    /** While a folder ends the connection there can be no other one. */
    private synchronized boolean isWithoutConnection() {
        return opened && !connection && owner == null;
    }

    private synchronized boolean answers() {
        return connection ? super.isConnected() : opened;
    }

    private void closeAfterFailure(boolean listenersKnow) {
        if (opened) {
            try {
                end(listenersKnow);
            } catch (MessagingException e) {
                entrance.failed(e);
            }
        }
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void close() throws MessagingException {
        end(false);
    }

    /** A folder is told after the monitor is left: folders come here holding theirs. */
    private void end(boolean silently) throws MessagingException {
        OAuth2Pop3Folder holder;
        synchronized (this) {
            opened = false;
            holder = owner;
            silent = silently;
            try {
                closeConnection();
            } finally {
                silent = false;
            }
        }
        if (holder != null) {
            holder.abandon();
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
    public Optional<Instant> tokenExpiresAt() {
        return connection ? Optional.ofNullable(tokenExpiresAt) : Optional.empty();
    }

    @Override
    public Optional<MessagingException> lastAuthenticationFailure() {
        return entrance.lastFailure();
    }
}
