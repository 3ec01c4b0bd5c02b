package io.github.mailbearer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.doctor.DoctorSettings;
import io.github.mailbearer.mail.MailProtocol;
import io.github.mailbearer.mail.MailServer;
import io.github.mailbearer.mail.TransportSecurity;
import io.github.mailbearer.testkit.FakeEntra;
import io.github.mailbearer.testkit.FakeMailServer;
import io.github.mailbearer.testkit.MailScenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DoctorInCodeTest {

    @Test
    void tellsWhatToDo() {
        try (FakeEntra entra = FakeEntra.start();
                FakeMailServer server =
                        FakeMailServer.smtp().tokens(entra.tokens()).start()) {
            DoctorSettings settings = DoctorSettings.builder()
                    .tenantId(entra.tenantId())
                    .clientId(entra.clientId())
                    .clientSecret(entra.clientSecret())
                    .loopbackEndpoint(entra.uri())
                    .mailbox("noreply@contoso.com")
                    .server(MailServer.of(MailProtocol.SMTP, "localhost", server.port(), TransportSecurity.STARTTLS))
                    .allowHost("localhost")
                    .sslContext(server.clientContext())
                    .build();

            assertThat(DoctorInCode.verdict(settings)).isEqualTo("Mail can be sent.");

            server.play(MailScenario.smtpAuthDisabledForTenant());

            assertThat(DoctorInCode.verdict(settings))
                    .contains("SMTP AUTH is switched off", "Set-CASMailbox -Identity 'noreply@contoso.com'");
        }
    }
}
