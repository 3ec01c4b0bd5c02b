package io.github.mailbearer.examples;

import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.mail.MailPlatform;
import io.github.mailbearer.mail.OAuth2Sessions;
import io.github.mailbearer.msal.EntraApplication;
import io.github.mailbearer.msal.EntraCredential;
import io.github.mailbearer.msal.MsalTokenProvider;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.nio.file.Path;

/**
 * Sends a message as an application that proves itself with a certificate.
 *
 * <p>The file holds the certificate and its private key, PEM: a new one takes effect at the next token request.
 */
public final class SendWithCertificate {

    private SendWithCertificate() {}

    public static void main(String[] args) throws MessagingException {
        Session session = OAuth2Sessions.builder(tokens(
                        EntraApplication.builder()
                                .tenantId(Settings.required("ENTRA_TENANT_ID"))
                                .clientId(Settings.required("ENTRA_CLIENT_ID")),
                        Path.of(Settings.required("ENTRA_CERTIFICATE_FILE"))))
                .platform(MailPlatform.MICROSOFT_365)
                .user(Settings.required("MAIL_FROM"))
                .build();

        SendPlain.send(session, Settings.required("MAIL_TO"));
    }

    static TokenProvider tokens(EntraApplication.Builder application, Path certificate) {
        return MsalTokenProvider.clientCredentials(application
                .credential(EntraCredential.certificate(certificate))
                .credentialListener((app, health) -> System.err.println(health)) // 30, 14, 7 and 1 days ahead
                .build());
    }
}
