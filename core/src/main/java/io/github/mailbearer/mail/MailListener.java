package io.github.mailbearer.mail;

/**
 * Hears what a Session notices beside success and failure. Called on the thread that sends; it should return at once, and
 * what it throws is logged and has no effect.
 *
 * <pre>{@code
 * OAuth2Sessions.builder(tokens).listener(new MailListener() {
 *     @Override
 *     public void foreignSender(String mailbox, String sender) {
 *         metrics.counter("mail.foreign-sender", "mailbox", mailbox).increment();
 *     }
 * });
 * }</pre>
 */
public interface MailListener {

    /**
     * A message is about to be sent whose header or envelope names another sender than the mailbox. Servers accept that
     * from whoever has the right to send as the other address. Exchange says only after the whole message that there is
     * none, and blocks mailboxes that repeat it.
     *
     * @param mailbox the mailbox that signed in
     * @param sender the address in From or MAIL FROM
     */
    default void foreignSender(String mailbox, String sender) {}
}
