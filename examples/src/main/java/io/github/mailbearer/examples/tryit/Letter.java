package io.github.mailbearer.examples.tryit;

import jakarta.mail.Message;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.UUID;

/** A message that is recognised when it comes back, as no other has the same text. */
record Letter(String subject, String text) {

    static Letter numbered(int number) {
        return new Letter("Hello from Mailbearer, no. " + number, "Sent with a token. " + UUID.randomUUID());
    }

    /** Plain Jakarta Mail: that the Session signs in with a token does not show. */
    void send(Session session, String recipient) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setRecipients(RecipientType.TO, recipient);
        message.setSubject(subject);
        message.setText(text);
        Transport.send(message);
    }

    static Letter in(Message message) throws MessagingException {
        try {
            return new Letter(
                    message.getSubject(), String.valueOf(message.getContent()).strip());
        } catch (IOException e) {
            throw new MessagingException("the content of the message cannot be read", e);
        }
    }
}
