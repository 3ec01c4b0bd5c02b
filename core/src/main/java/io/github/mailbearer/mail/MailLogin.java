package io.github.mailbearer.mail;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenException;
import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.TokenUnavailableException;
import io.github.mailbearer.diagnosis.Remedy;
import io.github.mailbearer.mail.MailBridge.Settings;
import io.github.mailbearer.sasl.SaslMechanism;
import io.github.mailbearer.sasl.ServerError;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to sign in one mailbox at one server: the token to present, another one after a refusal, and the exception
 * that tells how it ended.
 *
 * <p>For authors of transports and stores. Not safe for use by several threads. The order is: {@link #token()} before the
 * connection is opened; after a refusal {@link #renew(Refusal)}, which either throws or makes {@code token()} answer
 * another one for exactly one more try.
 */
public final class MailLogin {

    /** What can cure a refusal, decided by codes and never by prose. */
    public enum Verdict {
        /** Another token may: this one could be revoked or expired. */
        RENEW,
        /** Only somebody who changes a setting. */
        PERMANENT,
        /** Time. */
        TEMPORARY
    }

    /**
     * A server's refusal.
     *
     * @param verdict what can cure it
     * @param reply the final reply as it was sent
     * @param error the explanation sent before it, if any
     */
    public record Refusal(
            Verdict verdict, String reply, @Nullable ServerError error) {}

    private final MailBridge bridge;
    private final Settings settings;
    private final String host;
    private final int port;
    private final String server;
    private final String mailbox;
    private final String sender;
    private final TokenRequest request;
    private final boolean allowsCleartext;
    private @Nullable AccessToken token;
    private boolean renewed;

    MailLogin(MailBridge bridge, String host, int port, String mailbox, String sender, boolean allowsCleartext) {
        this.bridge = bridge;
        this.settings = bridge.settings();
        this.host = host;
        this.port = port;
        this.server = port > 0 ? host + ":" + port : host;
        this.mailbox = mailbox;
        this.sender = sender;
        this.allowsCleartext = allowsCleartext;
        String account = settings.account().apply(mailbox);
        this.request = TokenRequest.of(
                account == null ? "" : account, settings.scopes().toArray(String[]::new));
    }

    /**
     * The mailbox to be opened or sent from.
     *
     * @return the address
     */
    public String mailbox() {
        return mailbox;
    }

    /**
     * Who a message is from that does not say it.
     *
     * @return the application's {@code mail.from} if it set one, else the mailbox
     */
    public String sender() {
        return sender;
    }

    /**
     * The server to sign in at.
     *
     * @return host and port, or the host alone if the port is the protocol's default
     */
    public String server() {
        return server;
    }

    /**
     * The host to sign in at, which the standard's mechanism tells the server.
     *
     * @return the name, as the application gave it
     */
    public String host() {
        return host;
    }

    /**
     * The port to sign in at, which the standard's mechanism tells the server.
     *
     * @return the port, not positive if it is the protocol's default
     */
    public int port() {
        return port;
    }

    /**
     * The identity for the authentication message of a submission server. Exchange wants the account whose token it is
     * here, and the mailbox in MAIL FROM.
     *
     * @return the account if the Session names one, else the mailbox
     */
    public String submissionUser() {
        return settings.signsInAsAccount() ? request.account() : mailbox;
    }

    /**
     * The mechanism to use.
     *
     * @return the mechanism
     */
    public SaslMechanism mechanism() {
        return settings.mechanism();
    }

    /**
     * Whether an earlier login of the Session found that the server takes a token in the line of the AUTH command only.
     *
     * @return what {@link #takesOneLineOnly(boolean)} was told last
     */
    public boolean takesOneLineOnly() {
        return bridge.oneLineServers().contains(server);
    }

    /**
     * Remembers whether the server takes a token in the line of the AUTH command only.
     *
     * @param only what the last exchange has shown
     */
    public void takesOneLineOnly(boolean only) {
        if (only) {
            bridge.oneLineServers().add(server);
        } else {
            bridge.oneLineServers().remove(server);
        }
    }

    /**
     * The token to present.
     *
     * @return the token
     * @throws AuthenticationFailedException if a person or an administrator must act before there can be one
     * @throws MessagingException if there is none just now
     */
    public AccessToken token() throws MessagingException {
        AccessToken present = token;
        if (present == null) {
            try {
                present = settings.tokens().getToken(request);
            } catch (RuntimeException e) {
                throw noToken("No token", e);
            }
            token = present;
        }
        return present;
    }

    /**
     * Gets another token after the server refused the last one.
     *
     * @param refusal what the server said
     * @throws TokenRejectedException if no other token can cure it, or a fresh one has just been refused too
     * @throws AuthenticationFailedException if a person or an administrator must act before there can be another token
     * @throws MessagingException if the refusal is temporary, or there is no other token just now
     */
    public void renew(Refusal refusal) throws MessagingException {
        if (refusal.verdict() == Verdict.TEMPORARY) {
            throw new TemporaryRefusalException(
                    describe(refusal, "does not let it in for now", ""),
                    refusal.reply(),
                    refusal.error(),
                    server,
                    mailbox);
        }
        if (refusal.verdict() == Verdict.PERMANENT) {
            throw rejected(refusal, "");
        }
        if (renewed) {
            throw rejected(refusal, " A fresh token was refused too.");
        }
        AccessToken refused = token();
        AccessToken fresh;
        try {
            fresh = settings.tokens().renewToken(request, refused);
        } catch (RuntimeException e) {
            MessagingException failure = noToken(describe(refusal, "refused its token", "") + " And no other token", e);
            failure.addSuppressed(rejected(refusal, ""));
            throw failure;
        }
        if (fresh.equals(refused)) {
            throw rejected(refusal, " No other token can be had just now.");
        }
        token = fresh;
        renewed = true;
    }

    /**
     * Explains that the server lets nobody in with a token.
     *
     * @param offered the mechanisms it offers, perhaps none
     * @return the exception to throw
     */
    public MessagingException notOffered(@Nullable String offered) {
        return new MessagingException(server + " does not offer " + mechanism() + ", so no token was sent for "
                + mailbox
                + ". It offers " + (offered == null || offered.isBlank() ? "no authentication" : offered.strip())
                + ". Check host, port and TLS, and that nothing in between changes the connection");
    }

    /**
     * Makes sure that a connection may carry the token.
     *
     * @param tls whether the connection is protected
     * @throws MessagingException if it is not, and leaves this machine
     */
    public void requireProtection(boolean tls) throws MessagingException {
        if (!tls && !allowsCleartext) {
            throw new MessagingException("The connection to " + server + " is in clear text, so the token of " + mailbox
                    + " was not sent. Use STARTTLS or implicit TLS");
        }
    }

    /**
     * Explains that the connection broke while signing in.
     *
     * @param cause what happened
     * @return the exception to throw
     */
    public MessagingException broken(Exception cause) {
        return new MessagingException(
                "The connection to " + server + " broke while " + mailbox + " was signing in: " + inWords(cause),
                cause);
    }

    /** The message of a failure and of what it follows from: that of a failed handshake is in its cause. */
    private static String inWords(Throwable failure) {
        StringBuilder words = new StringBuilder(String.valueOf(failure.getMessage()));
        Throwable cause = failure.getCause();
        for (int depth = 0; cause != null && depth < 3; depth++, cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (words.indexOf(message) < 0) {
                words.append(": ").append(message);
            }
        }
        return words.toString();
    }

    private TokenRejectedException rejected(Refusal refusal, String circumstance) {
        return new TokenRejectedException(
                describe(refusal, "refused its token", circumstance),
                refusal.reply(),
                refusal.error(),
                server,
                mailbox);
    }

    private String describe(Refusal refusal, String what, String circumstance) {
        String error = refusal.error() == null ? "" : " (" + refusal.error() + ")";
        Optional<String> remedy = Remedy.forReply(refusal.reply(), mailbox);
        return mailbox + " cannot sign in: " + server + " " + what + ": " + refusal.reply() + error + "." + circumstance
                + remedy.map(advice -> " " + advice).orElse("");
    }

    /** Only what somebody must act on is an authentication failure: applications disable accounts on those. */
    private MessagingException noToken(String what, RuntimeException cause) {
        String account = request.account().equals(mailbox) ? "" : " (account " + request.account() + ")";
        String message = what + " for " + mailbox + account + " to sign in to " + server + ": " + cause.getMessage();
        boolean permanent = cause instanceof TokenException && !(cause instanceof TokenUnavailableException);
        return permanent ? new AuthenticationFailedException(message, cause) : new MessagingException(message, cause);
    }
}
