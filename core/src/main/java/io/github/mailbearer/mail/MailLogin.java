package io.github.mailbearer.mail;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.diagnosis.Diagnosis;
import io.github.mailbearer.sasl.SaslMechanism;
import io.github.mailbearer.sasl.ServerError;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to sign in one mailbox at one server: the token to present, another one after a refusal, and the exception
 * that tells how it ended.
 *
 * <p>For authors of transports and stores. Not safe for use by several threads. The order is: {@link #token()} before the
 * connection is opened; after a refusal {@link #renew(Refusal)}, which either throws or makes {@code token()} answer
 * another one for exactly one more try; {@link #succeeded()} if the server let us in; {@link #close()} in any case.
 */
public final class MailLogin implements AutoCloseable {

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
    private final LoginSettings settings;
    private final LoginTarget target;
    private final Explainer explainer;
    private final LoginFailures failures;
    private final TokenRequest request;
    private @Nullable AccessToken token;
    private boolean renewed;
    private boolean concluded;

    MailLogin(MailBridge bridge, LoginTarget target) {
        this.bridge = bridge;
        this.settings = bridge.settings();
        this.target = target;
        this.request = settings.request(target.mailbox());
        this.explainer = new Explainer(
                settings.catalogue(), target, request, target.isSubmission() ? submissionUser() : mailbox());
        this.failures = new LoginFailures(target, request.account(), explainer);
    }

    /**
     * The mailbox to be opened or sent from.
     *
     * @return the address
     */
    public String mailbox() {
        return target.mailbox();
    }

    /**
     * Who a message is from that does not say it.
     *
     * @return the application's {@code mail.from} if it set one, else the mailbox
     */
    public String sender() {
        return target.sender();
    }

    /**
     * The server to sign in at.
     *
     * @return host and port
     */
    public String server() {
        return target.server();
    }

    /**
     * The identity for the authentication message of a submission server. Exchange wants the account whose token it is
     * here, and the mailbox in MAIL FROM.
     *
     * @return the account if the Session names one and the platform wants it, else the mailbox
     */
    public String submissionUser() {
        return settings.submitsAsAccount() ? request.account() : mailbox();
    }

    /**
     * Chooses the mechanism: the Session's if it has one, else the first that the server offers.
     *
     * @param offered tells whether the server offers a mechanism
     * @return the mechanism, or empty if none is offered that may be used
     */
    public Optional<SaslMechanism> choose(Predicate<SaslMechanism> offered) {
        return mechanisms().stream().filter(offered).findFirst();
    }

    private List<SaslMechanism> mechanisms() {
        SaslMechanism only = settings.mechanism();
        return only == null ? target.mechanisms() : List.of(only);
    }

    /**
     * Forms the message that presents the token.
     *
     * @param mechanism the mechanism
     * @param user the identity to sign in as
     * @return the message before it is encoded; it holds the token
     * @throws MessagingException as {@link #token()} does
     */
    public byte[] message(SaslMechanism mechanism, String user) throws MessagingException {
        return mechanism.initialResponse(user, target.host(), target.port(), token().value());
    }

    /**
     * Whether an earlier login of the Session found that the server takes a token in the line of the AUTH command only.
     *
     * @return what {@link #takesOneLineOnly(boolean)} was told last
     */
    public boolean takesOneLineOnly() {
        return bridge.oneLineServers().contains(server());
    }

    /**
     * Remembers whether the server takes a token in the line of the AUTH command only.
     *
     * @param only what the last exchange has shown
     */
    public void takesOneLineOnly(boolean only) {
        if (only) {
            bridge.oneLineServers().add(server());
        } else {
            bridge.oneLineServers().remove(server());
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
                throw failures.noToken(e);
            }
            present(present);
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
            throw failures.temporary(refusal);
        }
        if (refusal.verdict() == Verdict.PERMANENT) {
            throw counted(failures.rejected(refusal, ""));
        }
        if (renewed) {
            throw counted(failures.rejected(refusal, " A fresh token was refused too."));
        }
        AccessToken refused = token();
        AccessToken fresh;
        try {
            fresh = settings.tokens().renewToken(request, refused);
        } catch (RuntimeException e) {
            MessagingException failure = failures.noOtherToken(refusal, e);
            failure.addSuppressed(counted(failures.rejected(refusal, "")));
            throw failure;
        }
        if (fresh.equals(refused)) {
            throw counted(failures.rejected(refusal, " No other token can be had just now."));
        }
        present(fresh);
        renewed = true;
    }

    private void present(AccessToken present) {
        token = present;
        explainer.presents(present);
    }

    private TokenRejectedException counted(TokenRejectedException rejected) {
        concluded = true;
        settings.guard().refused(mailbox(), server(), rejected);
        return rejected;
    }

    /** The server let the mailbox in. */
    public void succeeded() {
        concluded = true;
        settings.guard().succeeded(mailbox(), server());
    }

    /** The attempt is over, one way or another. */
    @Override
    public void close() {
        if (!concluded) {
            concluded = true;
            settings.guard().ended(mailbox(), server());
        }
    }

    /**
     * Explains that the server lets nobody in with a token.
     *
     * @param offered the mechanisms it offers, perhaps none
     * @param refusal what it said last if it refused something before it was to authenticate, or {@code null}
     * @return the exception to throw
     */
    public MessagingException notOffered(@Nullable String offered, @Nullable String refusal) {
        return failures.notOffered(mechanisms(), offered, refusal);
    }

    /**
     * Makes sure that a connection may carry the token.
     *
     * @param tls whether the connection is protected
     * @throws MessagingException if it is not, and leaves this machine
     */
    public void requireProtection(boolean tls) throws MessagingException {
        if (!tls && !target.allowsCleartext()) {
            throw failures.unprotected();
        }
    }

    /**
     * Explains that the connection broke while signing in.
     *
     * @param cause what happened
     * @return the exception to throw
     */
    public MessagingException broken(Exception cause) {
        return failures.broken(cause);
    }

    /**
     * Explains that the server took the token and then does not open the mailbox.
     *
     * @param reply what it said
     * @param cause the exception that brought the reply, if any
     * @return the exception to throw
     */
    public MessagingException notOpened(String reply, @Nullable Exception cause) {
        return failures.notOpened(reply, cause);
    }

    /**
     * Explains what the server replied to a message, after it took the token.
     *
     * @param reply what it said
     * @param senders the addresses in the message's From header and envelope
     * @return what went wrong and what to do, perhaps not recognised
     */
    public Diagnosis explainSending(String reply, String... senders) {
        String sender = Arrays.stream(senders)
                .filter(each -> !each.equalsIgnoreCase(mailbox()))
                .findFirst()
                .orElse(mailbox());
        return explainer.ofSending(reply, sender);
    }

    /**
     * Looks at who a message is from, before anything of it is sent.
     *
     * @param senders the addresses in its From header and envelope
     * @throws MessagingException if one of them is not the mailbox and the Session requires that
     */
    public void checkSenders(String... senders) throws MessagingException {
        settings.senders().check(mailbox(), Arrays.asList(senders));
    }

    /** A connection's place among those that its mailbox may have at once. */
    @FunctionalInterface
    public interface Place {

        /** Gives the place back; again does nothing. */
        void leave();
    }

    /**
     * Waits until the mailbox may have one more connection, if the Session limits them.
     *
     * @param owner the connection; if it becomes garbage unclosed, its place is free again
     * @return the place
     * @throws MessagingException if there is none in time
     */
    public Place place(Object owner) throws MessagingException {
        MailboxLimits limits = settings.limits();
        return limits == null ? () -> {} : limits.connection(mailbox(), owner)::close;
    }

    /**
     * Waits until the mailbox may send one more message, if the Session limits them.
     *
     * @throws MessagingException if it may not in time
     */
    public void awaitTurn() throws MessagingException {
        MailboxLimits limits = settings.limits();
        if (limits != null) {
            limits.beforeMessage(mailbox());
        }
    }
}
