package io.github.mailbearer.mail.angus;

import jakarta.mail.Address;
import jakarta.mail.IllegalWriteException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.jspecify.annotations.Nullable;

/** Who a message is from, by its header and by what Angus will give in MAIL FROM. */
final class Senders {

    private static final String FROM = "From";

    private Senders() {}

    /**
     * Makes a message that does not say who it is from say it.
     *
     * @return whether it did not
     */
    static boolean sign(Message message, String sender) throws MessagingException {
        if (!(message instanceof MimeMessage) || message.getHeader(FROM) != null) {
            return false;
        }
        try {
            message.setFrom(new InternetAddress(sender, false));
            return true;
        } catch (IllegalWriteException readOnly) {
            return false; // a message out of a folder goes as it is; the envelope has a sender all the same
        }
    }

    /** Takes the signature away again: the next mailbox the message is sent from signs for itself. */
    static void unsign(Message message) throws MessagingException {
        message.removeHeader(FROM);
    }

    /**
     * The addresses a message is from.
     *
     * @param envelopeDefault the Session's setting for MAIL FROM, if it has one
     * @param signer who it is from if it does not say it
     */
    static String[] of(Message message, @Nullable String envelopeDefault, String signer) throws MessagingException {
        List<String> senders = new ArrayList<>();
        Address[] from = message.getFrom();
        if (from == null || from.length == 0) {
            senders.add(signer);
            from = new Address[0];
        }
        for (Address address : from) {
            senders.add(
                    address instanceof InternetAddress mail ? String.valueOf(mail.getAddress()) : address.toString());
        }
        String own = message instanceof SMTPMessage smtp ? smtp.getEnvelopeFrom() : null;
        String envelope = own == null || own.isEmpty() ? envelopeDefault : own;
        if (envelope != null && !envelope.isEmpty()) {
            senders.add(envelope.replaceAll("[<>]", ""));
        }
        return senders.toArray(String[]::new);
    }
}
