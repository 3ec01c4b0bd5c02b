package io.github.mailbearer.mail.real;

import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.mail.MailServer;
import io.github.mailbearer.mail.OAuth2Sessions;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** Mail from a mailbox to itself, through Sessions that trust the real servers' certificate. */
final class Letters {

    static final String MAILBOX = "adele@contoso.example";

    private Letters() {}

    static OAuth2Sessions.Builder session(RealServers servers, MailServer server, TokenProvider tokens) {
        return OAuth2Sessions.builder(tokens)
                .server(server)
                .sslContext(servers.certificates().clientContext())
                .user(MAILBOX);
    }

    /** Sends a message, and answers what the server replied when it took it. */
    static String send(Session session, String subject) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setRecipients(RecipientType.TO, MAILBOX);
        message.setSubject(subject);
        message.setText("Sent with a token.");
        message.saveChanges();
        try (Transport transport = session.getTransport()) {
            transport.connect();
            transport.sendMessage(message, message.getAllRecipients());
            return ((SMTPTransport) transport).getLastServerResponse();
        }
    }
}
