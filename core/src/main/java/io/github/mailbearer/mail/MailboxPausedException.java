package io.github.mailbearer.mail;

import io.github.mailbearer.diagnosis.Diagnosed;
import io.github.mailbearer.diagnosis.Diagnosis;
import io.github.mailbearer.sasl.ServerError;
import io.github.mailbearer.sasl.ServerRefusal;
import jakarta.mail.MessagingException;
import java.time.Instant;
import java.util.Optional;

/**
 * A {@link ConnectGuard} did not let a connect through, because the server refused the mailbox again and again a short
 * time ago. The server was not asked this time, no token was fetched, and trying later helps: so it is no {@link
 * jakarta.mail.AuthenticationFailedException}, but its cause is one, the last refusal.
 *
 * <pre>{@code
 * catch (MailboxPausedException e) {
 *     scheduler.retryAt(e.nextTry());
 * }
 * }</pre>
 */
public final class MailboxPausedException extends MessagingException implements ServerRefusal, Diagnosed {

    private static final long serialVersionUID = 1L;

    /** What the server said before. */
    private final TokenRejectedException refusal;

    /** When a connect will be let through. */
    private final Instant nextTry;

    MailboxPausedException(String message, TokenRejectedException refusal, Instant nextTry) {
        super(message, refusal);
        this.refusal = refusal;
        this.nextTry = nextTry;
    }

    /**
     * When a connect will be let through to the server again, at the latest.
     *
     * @return the time
     */
    public Instant nextTry() {
        return nextTry;
    }

    /** The reply of the last refusal. */
    @Override
    public String reply() {
        return refusal.reply();
    }

    /** The explanation of the last refusal. */
    @Override
    public Optional<ServerError> error() {
        return refusal.error();
    }

    @Override
    public String server() {
        return refusal.server();
    }

    @Override
    public String mailbox() {
        return refusal.mailbox();
    }

    /** The diagnosis of the last refusal: what to cure before the next try. */
    @Override
    public Diagnosis diagnosis() {
        return refusal.diagnosis();
    }
}
