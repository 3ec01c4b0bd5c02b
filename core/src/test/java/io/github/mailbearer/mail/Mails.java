package io.github.mailbearer.mail;

import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.testkit.FakeMailServer;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;

/** Sessions and messages as the tests of the bridge need them. */
final class Mails {

    static final String MAILBOX = "noreply@contoso.example";

    private Mails() {}

    /** A builder for a Session that talks to a fake server. */
    static OAuth2Sessions.Builder to(FakeMailServer server, TokenProvider tokens) {
        return OAuth2Sessions.builder(tokens)
                .server(MailServer.of(MailProtocol.SMTP, server.host(), server.port(), TransportSecurity.STARTTLS))
                .sslContext(server.clientContext())
                .user(MAILBOX);
    }

    /** A builder for a Session that reads from a fake server. */
    static OAuth2Sessions.Builder reading(MailProtocol protocol, FakeMailServer server, TokenProvider tokens) {
        return at(server, protocol, TransportSecurity.STARTTLS, tokens);
    }

    /** A builder for a Session of any protocol that talks to a fake server. */
    static OAuth2Sessions.Builder at(
            FakeMailServer server, MailProtocol protocol, TransportSecurity security, TokenProvider tokens) {
        return OAuth2Sessions.builder(tokens)
                .server(MailServer.of(protocol, server.host(), server.port(), security))
                .sslContext(server.clientContext())
                .user(MAILBOX);
    }

    static MimeMessage message(Session session) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setRecipients(RecipientType.TO, "you@contoso.example");
        message.setSubject("Hello");
        message.setText("Sent with a token.");
        return message;
    }

    static void send(Session session) throws MessagingException {
        Transport.send(message(session));
    }
}
