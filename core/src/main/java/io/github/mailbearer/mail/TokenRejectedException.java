package io.github.mailbearer.mail;

import io.github.mailbearer.diagnosis.Diagnosed;
import io.github.mailbearer.diagnosis.Diagnosis;
import io.github.mailbearer.mail.MailLogin.Refusal;
import io.github.mailbearer.sasl.ServerError;
import io.github.mailbearer.sasl.ServerRefusal;
import jakarta.mail.AuthenticationFailedException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A server refused to let the mailbox in, for a reason that another token did not cure, or could not, or for which there is
 * no other token so soon after the last.
 *
 * <p>Temporary refusals, dropped connections and an unreachable identity provider never become this: they are plain
 * {@link jakarta.mail.MessagingException}s, so an application may disable an account on an
 * {@link AuthenticationFailedException} without fear.
 */
public final class TokenRejectedException extends AuthenticationFailedException implements ServerRefusal, Diagnosed {

    private static final long serialVersionUID = 1L;

    /** The server's final reply. */
    private final String reply;

    /** The server's explanation, if it gave one. */
    private final @Nullable String error;

    /** Host and port of the server. */
    private final String server;

    /** The address of the mailbox. */
    private final String mailbox;

    /** What went wrong, and what to do. */
    private final Diagnosis diagnosis;

    TokenRejectedException(String message, Refusal refusal, LoginTarget target, Diagnosis diagnosis) {
        super(message);
        this.reply = refusal.reply();
        this.error = refusal.error() == null ? null : refusal.error().text();
        this.server = target.server();
        this.mailbox = target.mailbox();
        this.diagnosis = diagnosis;
    }

    @Override
    public String reply() {
        return reply;
    }

    @Override
    public Optional<ServerError> error() {
        return Optional.ofNullable(error).map(ServerError::new);
    }

    @Override
    public String server() {
        return server;
    }

    @Override
    public String mailbox() {
        return mailbox;
    }

    @Override
    public Diagnosis diagnosis() {
        return diagnosis;
    }
}
