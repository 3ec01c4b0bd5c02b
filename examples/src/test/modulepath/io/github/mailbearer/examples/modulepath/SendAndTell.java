package io.github.mailbearer.examples.modulepath;

import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.mail.MailProtocol;
import io.github.mailbearer.mail.MailServer;
import io.github.mailbearer.mail.OAuth2Sessions;
import io.github.mailbearer.mail.TransportSecurity;
import io.github.mailbearer.msal.MsalTokenProvider;
import io.github.mailbearer.testkit.FakeEntra;
import io.github.mailbearer.testkit.FakeMailServer;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;

/** Sends two messages to fakes, from a Session made in code and one by properties alone, and prints what happened. */
public final class SendAndTell {

    private SendAndTell() {}

    public static void main(String[] args) throws Exception {
        try (FakeEntra entra = FakeEntra.start();
                FakeMailServer smtp = FakeMailServer.smtp().tokens(entra.tokens()).start()) {
            TokenProvider tokens = FakeEntraTokens.tokens(entra);
            Session session = OAuth2Sessions.builder(tokens)
                    .server(MailServer.of(MailProtocol.SMTP, smtp.host(), smtp.port(), TransportSecurity.STARTTLS))
                    .sslContext(smtp.clientContext())
                    .user("noreply@contoso.example")
                    .build();

            send(session);

            System.out.println("core in " + moduleOf(OAuth2Sessions.class));
            System.out.println("msal in " + moduleOf(MsalTokenProvider.class));
            System.out.println("mail in " + moduleOf(Transport.class));
            System.out.println("counts " + smtp.counts() + ", messages " + smtp.messages().size());

            FakeEntraTokens.entra = entra;
            Session optedIn = Session.getInstance(optIn(smtp));
            send(optedIn);
            System.out.println("opted in to " + moduleOf(optedIn.getTransport().getClass()) + ", counts " + smtp.counts());
        }
    }

    private static Properties optIn(FakeMailServer smtp) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.class", "io.github.mailbearer.mail.angus.OptInSmtpTransport");
        properties.setProperty("mail.smtp.host", smtp.host());
        properties.setProperty("mail.smtp.port", String.valueOf(smtp.port()));
        properties.setProperty("mail.smtp.user", "noreply@contoso.example");
        properties.setProperty("mailbearer.provider", "fake-entra"); // there is also that of mailbearer-msal
        properties.put("mail.smtp.ssl.socketFactory", smtp.clientContext().getSocketFactory());
        return properties;
    }

    private static void send(Session session) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setRecipients(RecipientType.TO, "you@contoso.example");
        message.setSubject("Hello");
        message.setText("Sent with a token.");
        Transport.send(message);
    }

    private static String moduleOf(Class<?> type) {
        return type.getModule().isNamed() ? type.getModule().getName() : "no module";
    }
}
