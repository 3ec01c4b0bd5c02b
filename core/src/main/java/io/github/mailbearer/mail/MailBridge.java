package io.github.mailbearer.mail;

import io.github.mailbearer.diagnosis.Place;
import jakarta.mail.MessagingException;
import jakarta.mail.NoSuchProviderException;
import jakarta.mail.Provider;
import jakarta.mail.Session;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What one Session knows about signing in: whose tokens, from where, to which hosts.
 *
 * <p>For authors of transports and stores; applications use {@link OAuth2Sessions}. Safe for use by several threads.
 */
public final class MailBridge {

    private static final System.Logger LOG = System.getLogger("io.github.mailbearer.mail");

    /** Our implementations by Jakarta Mail's name of the protocol. Named, not imported: arrows point down. */
    private static final Map<String, String> IMPLEMENTATIONS = Map.of(
            "smtp", "io.github.mailbearer.mail.angus.OAuth2SmtpTransport",
            "smtps", "io.github.mailbearer.mail.angus.OAuth2SmtpsTransport",
            "imap", "io.github.mailbearer.mail.angus.OAuth2ImapStore",
            "imaps", "io.github.mailbearer.mail.angus.OAuth2ImapsStore",
            "pop3", "io.github.mailbearer.mail.angus.OAuth2Pop3Store",
            "pop3s", "io.github.mailbearer.mail.angus.OAuth2Pop3sStore");

    private final LoginSettings settings;
    private final Session registered;
    private final boolean ours;
    private final AtomicBoolean passwordMentioned = new AtomicBoolean();
    private final Set<String> oneLineServers = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Derived derived;
    private volatile @Nullable Checked checked;
    private volatile @Nullable Listening listening;

    /** A Session with the properties we need, and the foreign properties it was made from. */
    private record Derived(Properties origin, Session session) {}

    /** Properties as they were when they were last looked at, and found to be safe. */
    private record Checked(Properties snapshot, SessionProperties properties) {}

    /** A Session with the properties of another one whose debug output goes to a listener. */
    private record Listening(Session base, PrintStream debugOut, Session session) {}

    /**
     * Makes a bridge that no Session knows yet.
     *
     * @param ours whether the Session's properties are ours to complete; those of a foreign Session stay as they are
     */
    MailBridge(LoginSettings settings, Session session, boolean ours) {
        this.settings = settings;
        this.registered = session;
        this.ours = ours;
    }

    /**
     * Registers our transports and stores at a Session.
     *
     * @param ours whether the Session's properties are ours to complete; those of a foreign Session stay as they are
     */
    static void register(Session session, LoginSettings settings, boolean ours) {
        new MailBridge(settings, session, ours).registerAt(session);
    }

    private void registerAt(Session session) {
        IMPLEMENTATIONS.forEach((protocol, className) -> {
            Provider.Type type = protocol.startsWith("smtp") ? Provider.Type.TRANSPORT : Provider.Type.STORE;
            try {
                session.setProvider(new BridgeProvider(type, protocol, className, this));
            } catch (NoSuchProviderException impossible) {
                throw new IllegalStateException(impossible);
            }
            // setProvider notes the class in the properties, where a Session made from the same ones would find it.
            session.getProperties().remove("mail." + protocol + ".class");
        });
    }

    /**
     * Finds the bridge of a Session.
     *
     * @param session the Session a transport or store was made for
     * @param protocol Jakarta Mail's name of its protocol
     * @return the bridge, or empty if {@link OAuth2Sessions} has not seen the Session and its properties do not opt in
     * @throws IllegalArgumentException if the Session's properties opt in and one of them is missing or wrong, naming it
     *     and the right form
     * @throws IllegalStateException if they opt in, and Angus Mail 2 or what makes tokens does not work
     */
    public static Optional<MailBridge> of(Session session, String protocol) {
        try {
            Provider provider = session.getProvider(protocol);
            if (provider instanceof BridgeProvider registered) {
                return Optional.of(registered.bridge());
            }
            return OptIn.isOurs(protocol, provider.getClassName())
                    ? Optional.of(OptIn.bridge(session))
                    : Optional.empty();
        } catch (NoSuchProviderException notRegistered) {
            return Optional.empty();
        }
    }

    /**
     * The Session from which an implementation should read its properties: the registered one with everything set that a
     * token needs. If the Session was made elsewhere this is another one, so that its own properties stay untouched.
     *
     * @return the Session
     */
    public Session session() {
        if (ours) {
            return registered;
        }
        Properties origin = SessionProperties.copyOf(registered.getProperties());
        Derived current = derived;
        if (current == null || !current.origin().equals(origin)) {
            Properties completed = SessionProperties.copyOf(origin);
            try {
                SessionProperties properties = new SessionProperties(completed);
                properties.servers(List.of(), settings.platform());
                properties.complete();
            } catch (IllegalArgumentException dangerous) {
                return registered; // login(…) will refuse the same property, where the reason reaches the caller
            }
            Session session = Session.getInstance(completed);
            registerAt(session); // messages out of its stores are answered through it
            current = new Derived(origin, session);
            derived = current;
        }
        current.session().setDebugOut(registered.getDebugOut());
        current.session().setDebug(registered.getDebug());
        return current.session();
    }

    /**
     * A Session with the properties of {@link #session()} that tells everything to a listener, for an implementation that
     * learns of some things only from what Angus prints. Making one is slow, so it is kept for the next
     * call with the same listener.
     *
     * @param debugOut the listener
     * @return the Session
     */
    public Session listening(PrintStream debugOut) {
        Session base = session();
        Listening known = listening;
        if (known == null || known.base() != base || known.debugOut() != debugOut) {
            Session session = Session.getInstance(base.getProperties());
            session.setDebugOut(debugOut);
            session.setDebug(true);
            known = new Listening(base, debugOut, session);
            listening = known;
        }
        return known.session();
    }

    /**
     * Begins to sign in at a server. Nothing has been sent or asked yet.
     *
     * @param protocol Jakarta Mail's name of the protocol
     * @param host the host the connection will go to
     * @param port its port, or -1 for the default one
     * @param user the mailbox, or {@code null} for the Session's
     * @return the login
     * @throws MessagingException if there is no mailbox, if the host must not see the token, if a setting would betray it,
     *     or if the mailbox is {@linkplain MailboxPausedException paused}
     */
    public MailLogin login(String protocol, @Nullable String host, int port, @Nullable String user)
            throws MessagingException {
        try {
            SessionProperties properties = safeProperties();
            String mailbox =
                    Mailbox.checked("mail." + protocol + ".user", user == null ? properties.user(protocol) : user);
            int actualPort = port > 0 ? port : properties.port(protocol);
            MicrosoftPorts.refuse(host, String.valueOf(actualPort), "mail." + protocol + ".port");
            LoginTarget target = new LoginTarget(
                    place(protocol),
                    allowedHost(protocol, host),
                    actualPort,
                    mailbox,
                    properties.sender(mailbox),
                    properties.mechanisms(protocol),
                    properties.allowsCleartext(protocol));
            MailLogin login = new MailLogin(this, target);
            settings.guard().before(mailbox, target.server());
            return login;
        } catch (RuntimeException badSetting) {
            throw new MessagingException(badSetting.getMessage(), badSetting);
        }
    }

    /**
     * Asks for the token of a mailbox, so that it is at hand when a connection needs it. That there is none is said then.
     *
     * @param protocol Jakarta Mail's name of the protocol
     * @param user the mailbox, or {@code null} for the Session's
     */
    public void expectLogin(String protocol, @Nullable String user) {
        try {
            String mailbox = user == null ? safeProperties().user(protocol) : user;
            if (mailbox != null && !(settings.tokens() instanceof UncachedTokens)) {
                settings.tokens().getToken(settings.request(mailbox));
            }
        } catch (RuntimeException saidLater) {
            LOG.log(System.Logger.Level.DEBUG, "No token in advance", saidLater);
        }
    }

    private static Place place(String protocol) {
        return protocol.startsWith("smtp") ? Place.SMTP : protocol.startsWith("imap") ? Place.IMAP : Place.POP3;
    }

    /** Looked at again only if they have changed. The snapshot holds what may be in the defaults too, as Angus sees it. */
    private SessionProperties safeProperties() {
        Properties present = session().getProperties();
        Checked known = checked;
        if (known == null || !known.snapshot().equals(present)) {
            Properties snapshot = SessionProperties.copyOf(present);
            known = new Checked(snapshot, new SessionProperties(snapshot));
            known.properties().refuseDangerous();
            checked = known;
        }
        return known.properties();
    }

    private String allowedHost(String protocol, @Nullable String host) {
        if (host == null || host.isEmpty()) {
            throw new IllegalArgumentException("mail." + protocol + ".host is not set: name the server");
        }
        if (!settings.hosts().contains(MailServer.normalHost(host))) {
            throw new IllegalArgumentException(host + " does not belong to " + settings.place() + " " + settings.hosts()
                    + ", so it gets no token. If it should, name it where the Session is made:"
                    + " OAuth2Sessions.builder(…).allowHost(\"" + host + "\"), or mail." + protocol
                    + ".host in the properties given to OAuth2Sessions.getInstance, or OAuth2Sessions.install(session, tokens, \""
                    + host + "\")");
        }
        return MailServer.normalHost(host);
    }

    /**
     * Says once in the log that a password was given and is not used.
     *
     * @param mailbox whose it would be
     */
    public void passwordIgnored(String mailbox) {
        if (passwordMentioned.compareAndSet(false, true)) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "A password was given for {0}; it is ignored, this Session signs in with OAuth 2.0 tokens",
                    mailbox);
        }
    }

    LoginSettings settings() {
        return settings;
    }

    /** The servers, by host and port, that were found to take a token in the line of the AUTH command only. */
    Set<String> oneLineServers() {
        return oneLineServers;
    }
}
