package io.github.mailbearer.examples.modulepath;

import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.mail.MailProtocol;
import io.github.mailbearer.mail.MailServer;
import io.github.mailbearer.mail.OAuth2Sessions;
import io.github.mailbearer.mail.TransportSecurity;
import io.github.mailbearer.msal.EntraApplication;
import io.github.mailbearer.msal.EntraCredential;
import io.github.mailbearer.msal.MsalTokenProvider;
import io.github.mailbearer.testkit.FakeEntra;
import io.github.mailbearer.testkit.FakeMailServer;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;

/** Sends a message to fakes and prints from which modules, and what the mail server counted. */
public final class SendAndTell {

    private SendAndTell() {}

    public static void main(String[] args) throws Exception {
        try (FakeEntra entra = FakeEntra.start();
                FakeMailServer smtp = FakeMailServer.smtp().tokens(entra.tokens()).start()) {
            TokenProvider tokens = MsalTokenProvider.clientCredentials(EntraApplication.builder()
                    .tenantId(entra.tenantId())
                    .clientId(entra.clientId())
                    .credential(EntraCredential.secret(entra.clientSecret()))
                    .loopbackEndpoint(entra.uri())
                    .build());
            Session session = OAuth2Sessions.builder(tokens)
                    .server(MailServer.of(MailProtocol.SMTP, smtp.host(), smtp.port(), TransportSecurity.STARTTLS))
                    .sslContext(smtp.clientContext())
                    .user("noreply@contoso.example")
                    .build();

            MimeMessage message = new MimeMessage(session);
            message.setRecipients(RecipientType.TO, "you@contoso.example");
            message.setSubject("Hello");
            message.setText("Sent with a token.");
            Transport.send(message);

            System.out.println("core in " + moduleOf(OAuth2Sessions.class));
            System.out.println("msal in " + moduleOf(MsalTokenProvider.class));
            System.out.println("mail in " + moduleOf(Transport.class));
            System.out.println("counts " + smtp.counts() + ", messages " + smtp.messages().size());
        }
    }

    private static String moduleOf(Class<?> type) {
        return type.getModule().isNamed() ? type.getModule().getName() : "no module";
    }
}
