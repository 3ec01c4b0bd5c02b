package io.github.mailbearer.examples;

import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.mail.MailPlatform;
import io.github.mailbearer.mail.OAuth2Sessions;
import io.github.mailbearer.msal.EntraApplication;
import io.github.mailbearer.msal.EntraCredential;
import io.github.mailbearer.msal.MsalTokenProvider;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;

/** Sends a message from a Microsoft 365 mailbox, in plain Java. */
public final class SendPlain {

    private SendPlain() {}

    public static void main(String[] args) throws MessagingException {
        TokenProvider tokens = MsalTokenProvider.clientCredentials(EntraApplication.builder()
                .tenantId(Settings.required("ENTRA_TENANT_ID"))
                .clientId(Settings.required("ENTRA_CLIENT_ID"))
                .credential(EntraCredential.secret(Settings.required("ENTRA_CLIENT_SECRET")))
                .build());

        Session session = OAuth2Sessions.builder(tokens)
                .platform(MailPlatform.MICROSOFT_365)
                .user(Settings.required("MAIL_FROM"))
                .build();

        send(session, Settings.required("MAIL_TO"));
    }

    static void send(Session session, String to) throws MessagingException {
        MimeMessage message = new MimeMessage(session); // plain Jakarta Mail; From is the mailbox unless set
        message.setRecipients(RecipientType.TO, to);
        message.setSubject("Hello");
        message.setText("Sent with a token.");
        Transport.send(message);
    }
}
