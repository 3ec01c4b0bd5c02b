package io.github.mailbearer.mail;

import jakarta.mail.MessagingException;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What happens to a message whose sender is not the mailbox: it is noted, or refused before anything is sent. */
final class SenderRule {

    private static final System.Logger LOG = System.getLogger("io.github.mailbearer.mail");
    private static final int REMEMBERED = 1000;

    private final boolean required;
    private final @Nullable MailListener listener;
    private final Set<String> mentioned = ConcurrentHashMap.newKeySet();

    SenderRule(boolean required, @Nullable MailListener listener) {
        this.required = required;
        this.listener = listener;
    }

    /**
     * Looks at the addresses a message says it is from.
     *
     * @throws MessagingException if one is another one and the Session does not allow that
     */
    void check(String mailbox, Collection<String> senders) throws MessagingException {
        for (String sender : senders) {
            if (!sender.isEmpty() && !sender.equalsIgnoreCase(mailbox)) {
                foreign(mailbox, sender);
            }
        }
    }

    private void foreign(String mailbox, String sender) throws MessagingException {
        tell(mailbox, sender);
        if (required) {
            throw new MessagingException("The message is from " + sender + " and the mailbox is " + mailbox
                    + ", so it was not sent: this Session was made with requireSender(). Set From (and"
                    + " mail.smtp.from, if it is set) to the mailbox, or send it from a Session whose user is "
                    + sender);
        }
        if (mentioned.size() < REMEMBERED && mentioned.add(mailbox + " " + sender)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} sends a message from {1}: the server will refuse it unless {0} may send as {1};"
                            + " requireSender() refuses such messages before they are sent",
                    mailbox,
                    sender);
        }
    }

    private void tell(String mailbox, String sender) {
        if (listener == null) {
            return;
        }
        try {
            listener.foreignSender(mailbox, sender);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "A MailListener failed", e);
        }
    }
}
