package io.github.mailbearer.mail.angus;

import io.github.mailbearer.mail.MailBridge;
import io.github.mailbearer.mail.MailLogin;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one way into {@code connect} of every transport and store: host, mailbox and settings are checked and the token is
 * there before a connection is opened, and a refused token is replaced once.
 *
 * <p>No monitor is held while waiting for the token: on a virtual thread of Java 21 that would block its carrier. Only when
 * an IMAP store opens a further connection Angus holds its own, for which the token is asked for in advance.
 */
final class Entrance {

    /** What a protocol does to open a connection. */
    interface Opening {

        /** Waits for what is limited, before the token is asked for. */
        default void prepare(MailLogin login) throws MessagingException {}

        /** Gives back what was waited for, if the connection was not opened. */
        default void failed() {}

        /** Opens the connection and presents the token of the login. */
        void open(String host, int port, MailLogin login) throws MessagingException;
    }

    private final Session session;
    private final String protocol;
    private final @Nullable MailBridge bridge;
    private final @Nullable RuntimeException unfit;
    private final ReentrantLock connecting = new ReentrantLock();
    private volatile @Nullable String knownUser;
    private volatile @Nullable MailLogin lastLogin;
    private volatile @Nullable MessagingException lastFailure;

    /**
     * Looks for the bridge.
     *
     * @param session the Session the application made the transport or store from
     */
    Entrance(Session session, String protocol, @Nullable URLName url) {
        this.session = bridged(session, protocol);
        this.protocol = protocol;
        MailBridge found = null;
        RuntimeException failure = null;
        try {
            found = MailBridge.of(session, protocol).orElse(null);
        } catch (RuntimeException wrong) {
            failure = wrong;
        }
        this.bridge = found;
        this.unfit = failure;
        this.knownUser = url == null ? null : url.getUsername();
    }

    /** The bridge, unless the Session has none or its properties do not make one. */
    static Optional<MailBridge> bridgeOf(Session session, String protocol) {
        try {
            return MailBridge.of(session, protocol);
        } catch (RuntimeException wrong) {
            return Optional.empty(); // Jakarta Mail drops what a constructor throws; connect(…) will tell it
        }
    }

    /** The Session whose properties hold all that a token needs. */
    static Session bridged(Session session, String protocol) {
        return bridgeOf(session, protocol).map(MailBridge::session).orElse(session);
    }

    /**
     * Connects.
     *
     * @param known what the caller said when it asked for the transport or store
     */
    void enter(
            URLName known,
            @Nullable String host,
            int port,
            @Nullable String user,
            @Nullable String password,
            Opening opening)
            throws MessagingException {
        if (!connecting.tryLock()) {
            throw new IllegalStateException(
                    "another thread is connecting this Transport or Store: use one for each" + " thread");
        }
        try {
            String actualHost = host == null ? known.getHost() : host;
            int actualPort = port == -1 ? known.getPort() : port;
            try (MailLogin login = begin(actualHost, actualPort, user)) {
                if (password != null && !password.isEmpty()) {
                    bridge().passwordIgnored(login.mailbox());
                }
                opening.prepare(login);
                login.token();
                try {
                    opening.open(actualHost, actualPort, login);
                } catch (Refused refused) {
                    login.renew(refused.refusal());
                    openAgain(opening, actualHost, actualPort, login, refused);
                }
                succeeded(login);
            } catch (MessagingException e) {
                opening.failed();
                throw failed(e);
            } catch (RuntimeException e) {
                opening.failed();
                throw e;
            }
        } finally {
            connecting.unlock();
        }
    }

    private static void openAgain(Opening opening, String host, int port, MailLogin login, Refused first)
            throws MessagingException {
        try {
            opening.open(host, port, login);
        } catch (Refused second) {
            login.renew(second.refusal());
            throw new IllegalStateException("a login tries two tokens at most", second);
        } catch (MessagingException failure) {
            failure.addSuppressed(first);
            throw failure;
        }
    }

    /** Begins to sign in, perhaps on one more connection of a store that is connected already. */
    MailLogin begin(@Nullable String host, int port, @Nullable String user) throws MessagingException {
        SocketFactories.refuseBlindTrust(session.getProperties(), protocol);
        return bridge().login(protocol, host, port, user == null ? knownUser : user);
    }

    /** Asks for the token of a further connection before Angus holds its monitors. */
    void expectLogin(@Nullable String user) {
        if (bridge != null) {
            bridge.expectLogin(protocol, user == null ? knownUser : user);
        }
    }

    void succeeded(MailLogin login) {
        login.succeeded();
        knownUser = login.mailbox();
        lastLogin = login;
        lastFailure = null;
    }

    /** The login that was let in last. */
    Optional<MailLogin> lastLogin() {
        return Optional.ofNullable(lastLogin);
    }

    /** Notes why nobody was signed in. */
    MessagingException failed(MessagingException failure) {
        lastFailure = failure;
        return failure;
    }

    Optional<MessagingException> lastFailure() {
        return Optional.ofNullable(lastFailure);
    }

    private MailBridge bridge() throws MessagingException {
        if (unfit != null) {
            throw new MessagingException(unfit.getMessage(), unfit);
        }
        if (bridge == null) {
            throw new MessagingException("This Session does not sign in with tokens: make it with OAuth2Sessions, or"
                    + " set mail." + protocol + ".class to the class for that protocol");
        }
        return bridge;
    }
}
