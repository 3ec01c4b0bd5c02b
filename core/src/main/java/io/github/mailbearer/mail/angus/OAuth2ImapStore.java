package io.github.mailbearer.mail.angus;

import io.github.mailbearer.mail.MailLogin;
import io.github.mailbearer.mail.SignedIn;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Quota;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.angus.mail.iap.BadCommandException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.ListInfo;
import org.eclipse.angus.mail.util.MailConnectException;
import org.eclipse.angus.mail.util.SocketConnectException;
import org.jspecify.annotations.Nullable;

/**
 * Angus' IMAP store, each of whose connections signs in with a token that is asked for when the connection is opened: at
 * {@code connect}, when the pool grows, and when a lost connection is replaced.
 *
 * <p>Angus comes to {@link #newIMAPProtocol} and {@link #preLogin} on all of these ways, and on most of them then drops
 * the reason of a failure; {@link ImapFailures} keeps it. {@code ImapContractTest} pins both.
 */
public class OAuth2ImapStore extends IMAPStore implements SignedIn {

    private final Entrance entrance;
    private final ImapFailures failures;
    /** The login of the thread that is in {@code connect}, if one is. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable MailLogin> connecting = new ThreadLocal<>();

    private final Set<ImapConnection> connections = ConcurrentHashMap.newKeySet();

    /**
     * Called by Jakarta Mail.
     *
     * @param session the Session
     * @param url where to connect to, as far as the caller says
     */
    public OAuth2ImapStore(Session session, URLName url) {
        this(session, url, "imap", false);
    }

    /**
     * Makes a store for one of Jakarta Mail's names of IMAP.
     *
     * @param session the Session
     * @param url where to connect to, as far as the caller says
     * @param protocol {@code imap} or {@code imaps}
     * @param implicitTls whether connections begin with TLS
     */
    protected OAuth2ImapStore(Session session, URLName url, String protocol, boolean implicitTls) {
        super(Entrance.bridged(session, protocol), url, protocol, implicitTls);
        this.entrance = new Entrance(session, protocol, url);
        this.failures = new ImapFailures(entrance);
    }

    /** The funnel of all {@code connect} methods. */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void connect(@Nullable String host, int port, @Nullable String user, @Nullable String password)
            throws MessagingException {
        if (isConnected()) {
            throw new IllegalStateException("already connected");
        }
        entrance.enter(getURLName(), host, port, user, password, this::open);
    }

    private void open(String host, int port, MailLogin login) throws MessagingException {
        try {
            openOnce(host, port, login);
        } catch (HungUp hungUp) {
            openOnce(host, port, login); // which has another token by now
        }
    }

    private void openOnce(String host, int port, MailLogin login) throws MessagingException {
        failures.clear();
        connecting.set(login);
        try {
            super.connect(host, port, login.mailbox(), "");
        } catch (MessagingException e) {
            MessagingException reason = failures.take();
            if (reason != null) {
                throw reason;
            }
            throw e instanceof MailConnectException ? e : login.broken(e);
        } finally {
            connecting.remove();
        }
    }

    /** Before Angus holds the monitors of folder and pool, under which the connection will be opened. */
    void expectConnection() {
        entrance.expectLogin(user);
    }

    /** Asks for the token before it opens a connection. */
    @Override
    protected IMAPProtocol newIMAPProtocol(String host, int port) throws IOException, ProtocolException {
        failures.clear();
        MailLogin login = null;
        try {
            login = loginFor(host, port);
            login.token();
            ImapConnection connection = new ImapConnection(name, host, port, session.getProperties(), isSSL, logger);
            try {
                connection.uses(login, failures);
            } catch (MessagingException e) {
                connection.disconnect();
                throw e;
            }
            return connection;
        } catch (SocketConnectException e) {
            failures.note(new MailConnectException(e));
            end(login);
            throw e;
        } catch (IOException | ProtocolException | MessagingException | RuntimeException e) {
            MessagingException reason = reason(login, e);
            failures.note(reason);
            end(login);
            throw new ProtocolException(reason.getMessage(), reason);
        }
    }

    private MailLogin loginFor(String host, int port) throws MessagingException {
        MailLogin begun = connecting.get();
        return begun == null ? entrance.begin(host, port, user) : begun;
    }

    private static MessagingException reason(@Nullable MailLogin login, Exception e) {
        if (e instanceof MessagingException known) {
            return known;
        }
        return login == null ? new MessagingException(e.getMessage(), e) : login.broken(e);
    }

    private static void end(@Nullable MailLogin login) {
        if (login != null) {
            login.close();
        }
    }

    /** Where Angus would go on to sign in by itself; a runtime exception here would leak the connection. */
    @Override
    protected void preLogin(IMAPProtocol p) throws ProtocolException {
        ImapConnection connection = (ImapConnection) p;
        MailLogin login = null;
        try {
            login = connection.unusedLogin().orElse(null);
            if (login == null) {
                login = entrance.begin(host, -1, user);
            }
            connection.signIn(login);
            entrance.succeeded(login);
            connections.removeIf(other -> other.tokenExpiresAt().isEmpty());
            connections.add(connection);
        } catch (MessagingException | RuntimeException e) {
            MessagingException reason = reason(login, e);
            failures.note(reason);
            throw new ProtocolException(reason.getMessage(), reason);
        }
    }

    @Override
    public Optional<Instant> tokenExpiresAt() {
        return connections.stream()
                .flatMap(connection -> connection.tokenExpiresAt().stream())
                .min(Comparator.naturalOrder());
    }

    @Override
    public Optional<MessagingException> lastAuthenticationFailure() {
        return entrance.lastFailure();
    }

    /** Explains why a folder was not opened. */
    Optional<MessagingException> notOpened(BadCommandException e) {
        return entrance.lastLogin().map(login -> login.notOpened(String.valueOf(e.getMessage()), e));
    }

    ImapFailures failures() {
        return failures;
    }

    /** An application's own class of folders, if it set one, stays what it is. */
    private boolean hasForeignFolders() {
        return session.getProperty("mail." + name + ".folder.class") != null;
    }

    @Override
    protected IMAPFolder newIMAPFolder(String fullName, char separator, Boolean isNamespace) {
        return hasForeignFolders()
                ? super.newIMAPFolder(fullName, separator, isNamespace)
                : new OAuth2ImapFolder(fullName, separator, this, isNamespace);
    }

    @Override
    protected IMAPFolder newIMAPFolder(ListInfo info) {
        return hasForeignFolders() ? super.newIMAPFolder(info) : new OAuth2ImapFolder(info, this);
    }

    @Override
    public synchronized Folder getDefaultFolder() throws MessagingException {
        super.getDefaultFolder(); // throws unless the store is connected
        return new OAuth2ImapDefaultFolder(this);
    }

    @Override
    public synchronized boolean hasCapability(String capability) throws MessagingException {
        return failures.explain(() -> super.hasCapability(capability));
    }

    @Override
    public Folder[] getPersonalNamespaces() throws MessagingException {
        return failures.explain(super::getPersonalNamespaces);
    }

    @Override
    public Folder[] getUserNamespaces(String user) throws MessagingException {
        return failures.explain(() -> super.getUserNamespaces(user));
    }

    @Override
    public Folder[] getSharedNamespaces() throws MessagingException {
        return failures.explain(super::getSharedNamespaces);
    }

    @Override
    public synchronized Quota[] getQuota(String root) throws MessagingException {
        return failures.explain(() -> super.getQuota(root));
    }

    @Override
    public void idle() throws MessagingException {
        failures.explain(() -> {
            super.idle();
            return this;
        });
    }

    @Override
    public synchronized Map<String, String> id(Map<String, String> clientParams) throws MessagingException {
        return failures.explain(() -> super.id(clientParams));
    }
}
