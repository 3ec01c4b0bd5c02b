package io.github.mailbearer.mail;

import io.github.mailbearer.sasl.ServerError;
import io.github.mailbearer.sasl.ServerRefusal;
import jakarta.mail.MessagingException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A server refused for now. Not an {@link jakarta.mail.AuthenticationFailedException}: nothing is wrong with the account
 * as far as is known.
 */
final class TemporaryRefusalException extends MessagingException implements ServerRefusal {

    private static final long serialVersionUID = 1L;

    /** The server's final reply. */
    private final String reply;

    /** The server's explanation, if it gave one. */
    private final @Nullable String error;

    /** Host and port of the server. */
    private final String server;

    /** The address of the mailbox. */
    private final String mailbox;

    TemporaryRefusalException(
            String message, String reply, @Nullable ServerError error, String server, String mailbox) {
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
