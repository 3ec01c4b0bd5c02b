package io.github.mailbearer.sasl;

import java.util.Optional;

/**
 * What a mail server said when it refused a token.
 *
 * <p>Exceptions implement this, permanent and temporary ones alike, so that a handler need not take their messages
 * apart:
 *
 * <pre>{@code
 * catch (MessagingException e) {
 *     if (e instanceof ServerRefusal refusal) {
 *         log.warn("{} refused {}: {}", refusal.server(), refusal.mailbox(), refusal.reply());
 *     }
 *     throw e;
 * }
 * }</pre>
 */
public interface ServerRefusal {

    /**
     * The server's final reply as it was sent, for instance {@code 535 5.7.3 Authentication unsuccessful [host time id]}.
     * Microsoft's support asks for the part in brackets.
     *
     * @return the reply, without control characters
     */
    String reply();

    /**
     * The explanation the server gave before its final reply, as Gmail does and Exchange does not.
     *
     * @return the explanation, or empty if there was none
     */
    Optional<ServerError> error();

    /**
     * The server that refused.
     *
     * @return host and port, as {@code host:port}
     */
    String server();

    /**
     * The mailbox that was to be opened or sent from.
     *
     * @return the address
     */
    String mailbox();
}
