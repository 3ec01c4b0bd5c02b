package io.github.mailbearer.testkit;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;

/** Plain Angus Mail with a token for a password, as the applications that need a library like this one have it. */
final class AngusClient {

    private final Properties properties = new Properties();

    AngusClient(FakeMailServer server) {
        properties.put("mail.smtp.host", server.host());
        properties.put("mail.smtp.port", server.port());
        properties.put("mail.smtp.auth", "true");
        properties.put("mail.smtp.auth.mechanisms", "XOAUTH2");
        properties.put("mail.smtp.ssl.socketFactory", server.clientContext().getSocketFactory());
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.timeout", "5000");
        properties.put("mail.smtp.connectiontimeout", "5000");
        properties.put("mail.smtp.starttls.enable", "true");
    }

    AngusClient with(String property, Object value) {
        properties.put(property, value);
        return this;
    }

    Transport connect(String user, String token) throws MessagingException {
        Transport transport = Session.getInstance(properties).getTransport("smtp");
        transport.connect(user, token);
        return transport;
    }

    void send(String user, String token, String text) throws MessagingException {
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress(user));
        message.setRecipients(Message.RecipientType.TO, "to@contoso.com");
        message.setSubject("Hello");
        message.setText(text);
        try (Transport transport = connect(user, token)) {
            transport.sendMessage(message, message.getAllRecipients());
        }
    }
}
