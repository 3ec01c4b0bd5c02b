package io.github.mailbearer.examples.tryit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mailbearer.examples.FakeTenant;
import io.github.mailbearer.mail.TokenRejectedException;
import io.github.mailbearer.msal.EntraApplication;
import io.github.mailbearer.msal.EntraCredential;
import io.github.mailbearer.testkit.FakeEntra;
import io.github.mailbearer.testkit.FakeMailServer;
import io.github.mailbearer.testkit.MailbearerExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The step through Microsoft 365, with a Session that leads to a fake one. */
@Timeout(30)
@ExtendWith(MailbearerExtension.class)
class RealRunTest {

    private final Output output = new Output();

    private RealRun run(FakeEntra entra) {
        EntraApplication application = EntraApplication.builder()
                .tenantId(entra.tenantId())
                .clientId(entra.clientId())
                .credential(EntraCredential.secret(entra.clientSecret()))
                .build();
        return new RealRun(output.screen(), new RealTenant(application, FakeTenant.MAILBOX, "you@contoso.example"));
    }

    @Test
    void saysWhereTheMessageWent(FakeEntra entra, FakeMailServer smtp) throws Exception {
        run(entra).send(FakeTenant.session(entra, smtp));

        assertThat(smtp.messages()).hasSize(1);
        assertThat(output.text()).contains("accepted. Look into the inbox of you@contoso.example.");
    }

    @Test
    void aRefusalReachesTheUserWithWhatTheServerSaid(FakeEntra entra, FakeMailServer smtp) {
        smtp.refuseEverything(true)
                .refusalReply("535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled");

        assertThatThrownBy(() -> run(entra).send(FakeTenant.session(entra, smtp)))
                .isInstanceOf(TokenRejectedException.class)
                .hasMessageContaining("5.7.139")
                .hasMessageContaining("Set-CASMailbox");
        assertThat(output.text()).doesNotContain("accepted");
    }
}
