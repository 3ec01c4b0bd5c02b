package io.github.mailbearer.mail.angus;

import io.github.mailbearer.diagnosis.Remedy;
import io.github.mailbearer.mail.MailBridge;
import io.github.mailbearer.mail.MailLogin;
import io.github.mailbearer.mail.MailLogin.Refusal;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.IllegalWriteException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.EOFException;
import java.net.Socket;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * Angus' SMTP transport, signing in with a token that is asked for at each {@code connect}.
 *
 * <p>Angus opens the connection, does EHLO and STARTTLS, decides to authenticate and suspends its protocol trace; then
 * it calls {@link #simpleCommand(String)} with the AUTH command, and there the exchange is ours. Angus is given a
 * placeholder for a password, so whatever else it might try holds no token. If it never gets to the AUTH command, nobody
 * has signed in and {@code connect} fails. {@code AngusContractTest} pins all of this.
 */
public class OAuth2SmtpTransport extends SMTPTransport {

    private static final String PLACEHOLDER = "-";
    private static final String FROM = "From";

    private final String protocol;
    private final @Nullable MailBridge bridge;
    private final ReentrantLock connecting = new ReentrantLock();

    private @Nullable String knownUser;
    private @Nullable MailLogin login;
    private boolean signingIn;
    private Exchange exchange = Exchange.NONE;
    private @Nullable String offered;

    /** How far the exchange of the present connection got. */
    private record Exchange(
            boolean authenticated,
            @Nullable Refusal refusal,
            @Nullable MessagingException fault) {
        static final Exchange NONE = new Exchange(false, null, null);
    }

    /** Carries a refusal through Jakarta Mail, which would ask its own Authenticator about any other kind. */
    private static final class Refused extends MessagingException {
        private static final long serialVersionUID = 1L;
        private final transient Refusal refusal;

        Refused(Refusal refusal) {
            super(refusal.reply());
            this.refusal = refusal;
        }
    }

    /**
     * Called by Jakarta Mail.
     *
     * @param session the Session
     * @param url where to connect to, as far as the caller says
     */
    public OAuth2SmtpTransport(Session session, URLName url) {
        this(session, url, "smtp", false);
    }

    /**
     * Makes a transport for one of Jakarta Mail's names of SMTP.
     *
     * @param session the Session
     * @param url where to connect to, as far as the caller says
     * @param protocol {@code smtp} or {@code smtps}
     * @param implicitTls whether connections begin with TLS
     */
    protected OAuth2SmtpTransport(Session session, URLName url, String protocol, boolean implicitTls) {
        super(MailBridge.of(session, protocol).map(MailBridge::session).orElse(session), url, protocol, implicitTls);
        this.protocol = protocol;
        this.knownUser = url == null ? null : url.getUsername();
        this.bridge = MailBridge.of(session, protocol).orElse(null);
    }

    /**
     * The funnel of all {@code connect} methods. The token is there before the connection is, and no monitor is held
     * while waiting for it: on a virtual thread of Java 21 that would block its carrier.
     */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void connect(@Nullable String host, int port, @Nullable String user, @Nullable String password)
            throws MessagingException {
        if (bridge == null) {
            throw new MessagingException("This Session does not sign in with tokens: make it with OAuth2Sessions");
        }
        if (!connecting.tryLock()) {
            throw new IllegalStateException("another thread is connecting this Transport: use one for each thread");
        }
        try {
            if (isConnected()) {
                throw new IllegalStateException("already connected");
            }
            URLName known = getURLName();
            String actualHost = host == null ? known.getHost() : host;
            int actualPort = port == -1 ? configuredPort(known.getPort()) : port;
            SocketFactories.refuseBlindTrust(session.getProperties(), protocol);
            MailLogin begun = bridge.login(protocol, actualHost, actualPort, user == null ? knownUser : user);
            if (password != null && !password.isEmpty()) {
                bridge.passwordIgnored(begun.mailbox());
            }
            login = begun;
            begun.token();
            try {
                open(actualHost, actualPort, begun);
            } catch (Refused refused) {
                begun.renew(refused.refusal);
                openAgain(actualHost, actualPort, begun, refused);
            }
            knownUser = begun.mailbox();
        } finally {
            connecting.unlock();
        }
    }

    /** An empty password keeps Jakarta Mail from looking into the Session's table of passwords. */
    private void open(String host, int port, MailLogin begun) throws MessagingException {
        super.connect(host, port, begun.mailbox(), "");
    }

    private void openAgain(String host, int port, MailLogin begun, Refused first) throws MessagingException {
        try {
            open(host, port, begun);
        } catch (Refused second) {
            begun.renew(second.refusal);
            throw new IllegalStateException("a login tries two tokens at most", second);
        } catch (MessagingException failure) {
            failure.addSuppressed(first);
            throw failure;
        }
    }

    private int configuredPort(int urlPort) {
        String port = session.getProperty("mail." + protocol + ".port");
        return urlPort == -1 && port != null && port.matches("\\d{1,5}") ? Integer.parseInt(port) : urlPort;
    }

    /**
     * Refused: a socket that somebody else connected does not tell which host the token would go to.
     *
     * @param socket not used
     * @throws MessagingException always
     */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void connect(Socket socket) throws MessagingException {
        throw new MessagingException(
                "connect(Socket) cannot tell which host would get the token: use connect(host, …)");
    }

    @Override
    protected synchronized boolean protocolConnect(String host, int port, String user, String password)
            throws MessagingException {
        exchange = Exchange.NONE;
        offered = null;
        signingIn = true;
        AuthenticationFailedException failure = null;
        try {
            super.protocolConnect(host, port, user, PLACEHOLDER);
        } catch (AuthenticationFailedException e) {
            failure = e;
        } catch (MessagingException e) {
            throw e.getClass() == MessagingException.class ? currentLogin().broken(e) : e;
        } finally {
            signingIn = false;
        }
        Exchange done = exchange;
        if (done.authenticated() && failure == null) {
            return true;
        }
        if (done.fault() != null) {
            throw done.fault();
        }
        if (done.refusal() != null) {
            throw new Refused(done.refusal());
        }
        MessagingException notOffered = currentLogin().notOffered(offered);
        if (failure == null) {
            closeUnauthenticated(notOffered);
        } else {
            notOffered.setNextException(failure);
        }
        throw notOffered;
    }

    /** Angus takes a server without AUTH for one that wants none, and closes only what it knows to be connected. */
    private void closeUnauthenticated(MessagingException reason) {
        setConnected(true);
        try {
            close();
        } catch (MessagingException e) {
            reason.addSuppressed(e);
        }
    }

    private MailLogin currentLogin() {
        MailLogin current = login;
        if (current == null) {
            throw new IllegalStateException("connect(…) has not begun a login");
        }
        return current;
    }

    @Override
    protected boolean supportsAuthentication(String mechanism) {
        offered = getExtensionParameter("AUTH");
        return mechanism.equalsIgnoreCase(currentLogin().mechanism().name()) && super.supportsAuthentication(mechanism);
    }

    /** Angus' channel for AUTH, called while its trace is suspended. */
    @Override
    public synchronized int simpleCommand(String command) throws MessagingException {
        boolean ours = signingIn && command.toUpperCase(Locale.ROOT).startsWith("AUTH ");
        return ours ? authenticate() : super.simpleCommand(command);
    }

    /** Answers 235 or a code that makes Angus give up: on 530 it would begin TLS once more, on 334 go on by itself. */
    private int authenticate() throws MessagingException {
        MailLogin current = currentLogin();
        try {
            current.requireProtection(isSSL());
            SmtpAuth auth = new SmtpAuth(
                    wire(current),
                    current.mechanism(),
                    current.submissionUser(),
                    current.host(),
                    current.port(),
                    current.token().value(),
                    current.takesOneLineOnly());
            Refusal refusal = auth.run().orElse(null);
            exchange = new Exchange(refusal == null, refusal, null);
            if (refusal == null || !auth.onlyOneLine()) {
                current.takesOneLineOnly(auth.onlyOneLine());
            }
            return refusal == null ? SmtpReply.AUTHENTICATED : SmtpReply.NONE;
        } catch (MessagingException fault) {
            exchange = new Exchange(false, null, fault);
            throw fault;
        } catch (RuntimeException fault) {
            exchange = new Exchange(false, null, current.broken(fault));
            throw fault;
        }
    }

    private SmtpAuth.Wire wire(MailLogin current) {
        return new SmtpAuth.Wire() {
            @Override
            public SmtpReply send(String line) throws MessagingException {
                try {
                    return new SmtpReply(OAuth2SmtpTransport.super.simpleCommand(line), getLastServerResponse());
                } catch (MessagingException e) {
                    throw current.broken(e);
                }
            }

            @Override
            public MessagingException broken(String reply) {
                return current.broken(new EOFException("the server closed it, or replied in no SMTP: " + reply));
            }
        };
    }

    /** Sends a message, from the mailbox unless the message says otherwise, and explains a refusal of the sender. */
    @Override
    public synchronized void sendMessage(Message message, Address[] addresses) throws MessagingException {
        MailLogin current = login;
        boolean signed = current != null && signFrom(message, current.sender());
        try {
            super.sendMessage(message, addresses);
        } catch (SMTPSendFailedException e) {
            Optional<String> remedy = current == null
                    ? Optional.empty()
                    : Remedy.forReply(String.valueOf(e.getMessage()), current.mailbox());
            throw remedy.isPresent() ? explained(e, remedy.get()) : e;
        } finally {
            if (signed) {
                message.removeHeader(FROM); // the next mailbox it is sent from signs for itself
            }
        }
    }

    private static boolean signFrom(Message message, String sender) throws MessagingException {
        if (!(message instanceof MimeMessage) || message.getHeader(FROM) != null) {
            return false;
        }
        try {
            message.setFrom(new InternetAddress(sender, false));
            return true;
        } catch (IllegalWriteException readOnly) {
            return false; // a message out of a folder goes as it is; the envelope has a sender all the same
        }
    }

    private static SMTPSendFailedException explained(SMTPSendFailedException e, String remedy) {
        SMTPSendFailedException explained = new SMTPSendFailedException(
                e.getCommand(),
                e.getReturnCode(),
                String.valueOf(e.getMessage()).strip() + " " + remedy,
                e.getNextException(),
                e.getValidSentAddresses(),
                e.getValidUnsentAddresses(),
                e.getInvalidAddresses());
        explained.setStackTrace(e.getStackTrace());
        return explained;
    }
}
