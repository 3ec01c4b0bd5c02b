package io.github.mailbearer.examples;

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
import jakarta.mail.Session;

/** The fakes of the testkit in the places where the examples have Entra and Microsoft 365. */
public final class FakeTenant {

    public static final String MAILBOX = "noreply@contoso.example";

    private FakeTenant() {}

    static TokenProvider tokens(FakeEntra entra) {
        return MsalTokenProvider.clientCredentials(EntraApplication.builder()
                .tenantId(entra.tenantId())
                .clientId(entra.clientId())
                .credential(EntraCredential.secret(entra.clientSecret()))
                .loopbackEndpoint(entra.uri())
                .build());
    }

    public static Session session(FakeEntra entra, FakeMailServer smtp) {
        return OAuth2Sessions.builder(tokens(entra))
                .server(MailServer.of(MailProtocol.SMTP, smtp.host(), smtp.port(), TransportSecurity.STARTTLS))
                .sslContext(smtp.clientContext())
                .user(MAILBOX)
                .build();
    }
}
