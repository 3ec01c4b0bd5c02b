package io.github.mailbearer.examples;

import io.github.mailbearer.diagnosis.Diagnosis;
import io.github.mailbearer.mail.MailProtocol;
import io.github.mailbearer.mail.MailServer;
import io.github.mailbearer.mail.OAuth2Sessions;
import io.github.mailbearer.mail.TransportSecurity;
import io.github.mailbearer.msal.EntraApplication;
import io.github.mailbearer.msal.EntraCredential;
import io.github.mailbearer.msal.MsalTokenProvider;
import io.github.mailbearer.testkit.FakeEntra;
import io.github.mailbearer.testkit.FakeMailServer;
import io.github.mailbearer.testkit.MailScenario;
import io.github.mailbearer.testkit.Security;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rehearses a failure on this machine and prints what is said of it.
 *
 * <p>Give the name of one of {@link MailScenario#all()}; all of them are listed if there is none of that name. In your own
 * tests, play a scenario and look at what your application tells its users.
 */
public final class Rehearse {

    private static final String MAILBOX = "noreply@contoso.com";

    private Rehearse() {}

    public static void main(String[] args) {
        System.out.println(words(args.length == 0 ? "smtpAuthDisabledForTenant" : args[0]));
        System.exit(0);
    }

    static String words(String name) {
        List<MailScenario> scenarios = MailScenario.all().stream()
                .filter(scenario -> scenario.protocols().contains("smtp"))
                .toList();
        return scenarios.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .map(Rehearse::report)
                .orElseGet(() -> scenarios.stream()
                        .map(scenario -> scenario.name() + ": " + scenario.description())
                        .collect(Collectors.joining("\n")));
    }

    static String report(MailScenario scenario) {
        try (FakeEntra entra = FakeEntra.start();
                FakeMailServer smtp = FakeMailServer.smtp()
                        .security(Security.STARTTLS)
                        .tokens(entra.tokens())
                        .start()) {
            smtp.play(scenario);
            Session session = OAuth2Sessions.builder(MsalTokenProvider.clientCredentials(EntraApplication.builder()
                            .tenantId(entra.tenantId())
                            .clientId(entra.clientId())
                            .credential(EntraCredential.secret(entra.clientSecret()))
                            .loopbackEndpoint(entra.uri())
                            .build()))
                    .server(MailServer.of(MailProtocol.SMTP, smtp.host(), smtp.port(), TransportSecurity.STARTTLS))
                    .sslContext(smtp.clientContext())
                    .user(MAILBOX)
                    .build();
            MimeMessage message = new MimeMessage(session);
            message.setRecipients(MimeMessage.RecipientType.TO, InternetAddress.parse("you@contoso.com"));
            message.setSubject("Rehearsal");
            message.setText("This one is not meant to arrive.");
            Transport.send(message);
            return "The message was sent.";
        } catch (MessagingException e) {
            return Diagnosis.of(e).report();
        }
    }
}
