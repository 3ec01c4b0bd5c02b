package io.github.mailbearer.mail;

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
public final class TokenRejectedException extends AuthenticationFailedException implements ServerRefusal {

    private static final long serialVersionUID = 1L;

    /** The server's final reply. */
    private final String reply;

    /** The server's explanation, if it gave one. */
    private final @Nullable String error;

    /** Host and port of the server. */
    private final String server;

    /** The address of the mailbox. */
    private final String mailbox;

    TokenRejectedException(String message, String reply, @Nullable ServerError error, String server, String mailbox) {
        super(message);
        this.reply = reply;
        this.error = error == null ? null : error.text();
        this.server = server;
        this.mailbox = mailbox;
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
}
