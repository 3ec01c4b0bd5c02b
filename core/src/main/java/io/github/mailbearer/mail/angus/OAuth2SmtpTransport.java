package io.github.mailbearer.mail.angus;

import io.github.mailbearer.diagnosis.Diagnosis;
import io.github.mailbearer.mail.MailLogin;
import io.github.mailbearer.mail.MailLogin.Refusal;
import io.github.mailbearer.mail.SignedIn;
import io.github.mailbearer.sasl.SaslMechanism;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * Angus' SMTP transport, signing in with a token that is asked for at each {@code connect}.
 *
 * <p>Angus opens the connection, does EHLO and STARTTLS, decides to authenticate and suspends its protocol trace; then
 * it calls {@link #simpleCommand(String)} with the AUTH command, and there the exchange is ours. Angus is given a
 * placeholder for a password, so whatever else it might try holds no token. If it never gets to the AUTH command, nobody
 * has signed in and {@code connect} fails. {@code SmtpContractTest} pins all of this.
 */
public class OAuth2SmtpTransport extends SMTPTransport implements SignedIn {

    private static final String PLACEHOLDER = "-";

    /** The server closes the connection (RFC 5321 section 3.8). */
    private static final int CLOSING = 421;

    private final String protocol;
    private final Entrance entrance;

    private @Nullable MailLogin login;
    private boolean signingIn;
    private boolean silent;
    private Exchange exchange = Exchange.NONE;
    private @Nullable String offered;
    private volatile @Nullable Instant tokenExpiresAt;
    private volatile MailLogin.@Nullable Place place;

    /** How far the exchange of the present connection got. */
    private record Exchange(
            boolean authenticated,
            @Nullable Refusal refusal,
            @Nullable MessagingException fault) {
        static final Exchange NONE = new Exchange(false, null, null);
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
        super(Entrance.bridged(session, protocol), url, protocol, implicitTls);
        this.protocol = protocol;
        this.entrance = new Entrance(session, protocol, url);
    }

    /** The funnel of all {@code connect} methods. */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void connect(@Nullable String host, int port, @Nullable String user, @Nullable String password)
            throws MessagingException {
        if (isConnected()) {
            throw new IllegalStateException("already connected");
        }
        entrance.enter(getURLName(), host, port, user, password, opening());
    }

    private Entrance.Opening opening() {
        return new Entrance.Opening() {
            @Override
            public void prepare(MailLogin begun) throws MessagingException {
                takePlace(begun);
            }

            @Override
            public void open(String actualHost, int actualPort, MailLogin begun) throws MessagingException {
                login = begun;
                takePlace(begun);
                // An empty password keeps Jakarta Mail from looking into the Session's table of passwords.
                OAuth2SmtpTransport.super.connect(actualHost, actualPort, begun.mailbox(), "");
                tokenExpiresAt = begun.token().expiresAt();
            }

            @Override
            public void failed() {
                leavePlace();
            }
        };
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
        MessagingException notOffered = currentLogin().notOffered(offered, lastRefusal());
        if (failure == null) {
            closeUnauthenticated(notOffered);
        } else {
            notOffered.addSuppressed(failure); // as a cause it would look like a refusal
        }
        throw notOffered;
    }

    /** What the server said last, if it refused: Angus does not look at the answer to the EHLO after STARTTLS. */
    private @Nullable String lastRefusal() {
        return getLastReturnCode() >= 400 ? getLastServerResponse() : null;
    }

    /** Angus takes a server without AUTH for one that wants none, and closes only what it knows to be connected. */
    private void closeUnauthenticated(MessagingException reason) {
        silent = true;
        setConnected(true);
        try {
            close();
        } catch (MessagingException e) {
            reason.addSuppressed(e);
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
        return mechanism.equalsIgnoreCase(SaslMechanism.XOAUTH2.name())
                && currentLogin().choose(this::offers).isPresent();
    }

    private boolean offers(SaslMechanism mechanism) {
        return super.supportsAuthentication(mechanism.name());
    }

    /** Angus' channel for AUTH, called while its trace is suspended. */
    @Override
    public synchronized int simpleCommand(String command) throws MessagingException {
        boolean ours = signingIn && command.toUpperCase(Locale.ROOT).startsWith("AUTH ");
        return ours ? authenticate() : super.simpleCommand(command);
    }

    /**
     * Answers 235 or a code that makes Angus give up: on 530 it would begin TLS once more, on 334 go on by itself, and
     * after an exception take the code of the Transport's last AUTH for the answer.
     */
    private int authenticate() {
        MailLogin current = currentLogin();
        try {
            current.requireProtection(isSSL());
            SaslMechanism mechanism =
                    current.choose(this::offers).orElseThrow(() -> new IllegalStateException("nothing is offered"));
            Credential credential = Credential.of(current, mechanism, current.submissionUser());
            SmtpAuth auth = new SmtpAuth(wire(current), credential, current.takesOneLineOnly());
            Refusal refusal = auth.run().orElse(null);
            exchange = new Exchange(refusal == null, refusal, null);
            if (refusal == null || !auth.onlyOneLine()) {
                current.takesOneLineOnly(auth.onlyOneLine());
            }
            return refusal == null ? SmtpReply.AUTHENTICATED : SmtpReply.NONE;
        } catch (MessagingException fault) {
            exchange = new Exchange(false, null, fault);
        } catch (RuntimeException fault) {
            exchange = new Exchange(false, null, current.broken(fault));
        }
        return SmtpReply.NONE;
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
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void sendMessage(Message message, Address[] addresses) throws MessagingException {
        MailLogin current = login;
        String[] senders = {};
        if (current != null) {
            senders = Senders.of(message, session.getProperty("mail." + protocol + ".from"), current.sender());
            current.checkSenders(senders);
            current.awaitTurn();
        }
        sendNow(message, addresses, current, senders);
    }

    private synchronized void sendNow(
            Message message, Address[] addresses, @Nullable MailLogin current, String... senders)
            throws MessagingException {
        boolean signed = current != null && Senders.sign(message, current.sender());
        try {
            super.sendMessage(message, addresses);
        } catch (SMTPSendFailedException e) {
            throw current == null ? e : explained(e, current, senders);
        } catch (MessagingException e) {
            throw current == null ? e : withFarewell(e, addresses, current, senders);
        } finally {
            if (signed) {
                Senders.unsign(message);
            }
        }
    }

    /** Angus says RSET after a refusal; if that finds the connection closed, it forgets what the server said. */
    private MessagingException withFarewell(
            MessagingException e, Address[] addresses, MailLogin current, String... senders) {
        if (getLastReturnCode() != CLOSING || !(e.getNextException() instanceof IOException)) {
            return e;
        }
        String farewell = getLastServerResponse();
        return explained(
                new SMTPSendFailedException("", CLOSING, farewell, e, null, addresses, null), current, senders);
    }

    private static SMTPSendFailedException explained(SMTPSendFailedException e, MailLogin current, String... senders) {
        Diagnosis diagnosis = current.explainSending(String.valueOf(e.getMessage()), senders);
        return diagnosis.isRecognised() ? new ExplainedSendException(e, diagnosis) : e;
    }

    /** Told by Jakarta Mail of every way in which a connection can end. */
    @Override
    protected synchronized void setConnected(boolean connected) {
        super.setConnected(connected);
        if (!connected) {
            tokenExpiresAt = null;
            leavePlace();
        }
    }

    private void takePlace(MailLogin begun) throws MessagingException {
        if (place == null) {
            place = begun.place(this);
        }
    }

    private void leavePlace() {
        MailLogin.Place held = place;
        place = null;
        if (held != null) {
            held.leave();
        }
    }

    @Override
    public Optional<Instant> tokenExpiresAt() {
        return Optional.ofNullable(tokenExpiresAt);
    }

    @Override
    public Optional<MessagingException> lastAuthenticationFailure() {
        return entrance.lastFailure();
    }
}
