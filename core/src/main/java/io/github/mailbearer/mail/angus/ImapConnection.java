package io.github.mailbearer.mail.angus;

import io.github.mailbearer.mail.MailLogin;
import io.github.mailbearer.mail.MailLogin.Refusal;
import io.github.mailbearer.sasl.SaslMechanism;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.iap.BadCommandException;
import org.eclipse.angus.mail.iap.ConnectionException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.util.MailLogger;
import org.jspecify.annotations.Nullable;

/**
 * One IMAP connection of Angus, which lets nobody in but with a token of ours.
 *
 * <p>Angus sends {@code LOGIN} with whatever it holds for a password when a server offers no mechanism it was told to
 * use, and trusts a server that claims to know the client already. Neither happens here ({@code ImapContractTest}).
 */
final class ImapConnection extends IMAPProtocol {

    /** Angus' mark among the capabilities, by which it sees after signing in whether they were told anew. */
    private static final String PRELOGIN = "__PRELOGIN__";

    // No initialisers: the superclass' constructor speaks with the server before they would run.
    private volatile boolean signedIn;
    private boolean signedOnce;
    private boolean capabilitiesAreNew;
    private @Nullable MailLogin login;
    private @Nullable ImapFailures failures;
    private volatile @Nullable Instant tokenExpiresAt;

    ImapConnection(String protocol, String host, int port, Properties properties, boolean implicitTls, MailLogger log)
            throws IOException, ProtocolException {
        super(protocol, host, port, properties, implicitTls, log);
    }

    /**
     * Takes the login for this connection and closes it with the connection.
     *
     * @throws MessagingException if the connection cannot be protected, so that no token may be sent
     */
    void uses(MailLogin begun, ImapFailures noting) throws MessagingException {
        login = begun;
        failures = noting;
        if (!isSSL() && !hasCapability("STARTTLS")) {
            begun.requireProtection(false);
        }
    }

    /** The login of this connection, unless it has been used. */
    Optional<MailLogin> unusedLogin() {
        return signedOnce ? Optional.empty() : Optional.ofNullable(login);
    }

    /**
     * Presents the token, and another one after a refusal, on the same connection.
     *
     * @throws MessagingException if the server did not let us in, or must not see the token
     */
    synchronized void signIn(MailLogin with) throws MessagingException {
        login = with;
        signedOnce = true;
        if (super.isAuthenticated()) {
            throw with.broken(new ProtocolException("the server claims to know us already (PREAUTH), without a token"));
        }
        with.requireProtection(isSSL());
        SaslMechanism mechanism = with.choose(offered -> hasCapability("AUTH=" + offered.name()))
                .orElseThrow(() -> with.notOffered(offeredMechanisms(), null));
        Optional<Refusal> refusal = exchange(with, mechanism);
        if (refusal.isPresent()) {
            with.renew(refusal.get());
            refusal = exchangeAgain(with, mechanism, refusal.get());
        }
        if (refusal.isPresent()) {
            with.renew(refusal.get());
            throw new IllegalStateException("a login tries two tokens at most");
        }
        tokenExpiresAt = with.token().expiresAt();
        signedIn = true;
    }

    private Optional<Refusal> exchangeAgain(MailLogin with, SaslMechanism mechanism, Refusal first)
            throws MessagingException {
        try {
            return exchange(with, mechanism);
        } catch (MessagingException broken) {
            throw new HungUp(broken, first.reply());
        }
    }

    private String offeredMechanisms() {
        return getCapabilities().keySet().stream()
                .filter(capability -> capability.toUpperCase(Locale.ROOT).startsWith("AUTH="))
                .collect(Collectors.joining(" "));
    }

    private Optional<Refusal> exchange(MailLogin with, SaslMechanism mechanism) throws MessagingException {
        Credential credential = Credential.of(with, mechanism, with.mailbox());
        Dialog dialog = new Dialog();
        logger.fine("AUTHENTICATE " + mechanism + " command trace suppressed");
        suspendTracing();
        try {
            Optional<Refusal> refusal = new ImapAuth(dialog, credential, hasCapability("SASL-IR")).run();
            if (refusal.isEmpty()) {
                learn(dialog.heard);
            }
            return refusal;
        } catch (IOException | ProtocolException | RuntimeException e) {
            throw with.broken(credential.clean(e));
        } finally {
            resumeTracing();
            logger.fine("AUTHENTICATE " + mechanism + " is over");
        }
    }

    private void learn(List<Response> heard) {
        Map<String, String> before = getCapabilities();
        Response[] responses = heard.toArray(Response[]::new);
        handleCapabilityResponse(responses);
        notifyResponseHandlers(responses);
        Response last = responses[responses.length - 1];
        last.reset();
        last.skipToken();
        setCapabilities(last);
        capabilitiesAreNew = getCapabilities() != before;
    }

    /** The exchange's view of this connection. */
    private final class Dialog implements ImapAuth.Wire {

        private final List<Response> heard = new ArrayList<>();

        @Override
        public String begin(String mechanism, @Nullable String initialResponse) throws IOException, ProtocolException {
            String command = "AUTHENTICATE " + mechanism;
            return writeCommand(initialResponse == null ? command : command + " " + initialResponse, null);
        }

        @Override
        public void answer(String line) throws IOException {
            getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
            getOutputStream().flush();
        }

        @Override
        public Response next() throws IOException, ProtocolException {
            Response response = readResponse();
            heard.add(response);
            return response;
        }
    }

    /** When the token runs out that opened the connection, while it is open. */
    Optional<Instant> tokenExpiresAt() {
        return signedIn ? Optional.ofNullable(tokenExpiresAt) : Optional.empty();
    }

    /** Only who presented a token here is signed in: a server's own claim does not count. */
    @Override
    public boolean isAuthenticated() {
        return signedIn;
    }

    @Override
    public boolean hasCapability(String capability) {
        boolean has = super.hasCapability(capability);
        if (capability.equals(PRELOGIN)) {
            getCapabilities().remove(PRELOGIN);
            return has && !capabilitiesAreNew;
        }
        return has;
    }

    /** Exchange says only at the first command that the mailbox cannot be opened; Angus passes over that. */
    @Override
    public void capability() throws ProtocolException {
        try {
            super.capability();
        } catch (BadCommandException e) {
            MailLogin with = login;
            if (!signedIn || with == null) {
                throw e;
            }
            MessagingException reason = with.notOpened(String.valueOf(e.getMessage()), e);
            note(reason);
            throw new ConnectionException(reason.getMessage());
        }
    }

    @Override
    public void startTLS() throws ProtocolException {
        try {
            super.startTLS();
        } catch (ProtocolException e) {
            MailLogin with = login;
            if (with != null) {
                note(with.broken(e));
            }
            throw e;
        }
    }

    private void note(MessagingException reason) {
        ImapFailures noting = failures;
        if (noting != null) {
            noting.note(reason);
        }
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void disconnect() {
        signedIn = false;
        super.disconnect();
        MailLogin with = login;
        if (with != null) {
            with.close();
        }
    }

    @Override
    public void unauthenticate() throws ProtocolException {
        super.unauthenticate();
        signedIn = false;
    }

    @Override
    public void login(String user, String password) throws ProtocolException {
        throw refused("LOGIN");
    }

    @Override
    public synchronized void authlogin(String user, String password) throws ProtocolException {
        throw refused("AUTHENTICATE LOGIN");
    }

    @Override
    public synchronized void authplain(String authzid, String user, String password) throws ProtocolException {
        throw refused("AUTHENTICATE PLAIN");
    }

    @Override
    public synchronized void authntlm(String authzid, String user, String password) throws ProtocolException {
        throw refused("AUTHENTICATE NTLM");
    }

    @Override
    public synchronized void authoauth2(String user, String password) throws ProtocolException {
        throw refused("Angus' own AUTHENTICATE XOAUTH2");
    }

    @Override
    public void sasllogin(String[] allowed, String realm, String authzid, String user, String password)
            throws ProtocolException {
        throw refused("Angus' own SASL");
    }

    private static ProtocolException refused(String command) {
        return new ProtocolException(command + " is never used on this connection, which signs in with tokens");
    }
}
