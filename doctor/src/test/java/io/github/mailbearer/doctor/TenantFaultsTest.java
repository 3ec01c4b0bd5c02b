package io.github.mailbearer.doctor;

import static io.github.mailbearer.doctor.Surroundings.assertDiagnosed;
import static io.github.mailbearer.mail.MailProtocol.SMTP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.testkit.EntraScenario;
import io.github.mailbearer.testkit.FakeEntra;
import io.github.mailbearer.testkit.MailScenario;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is wrong with a tenant, or forbidden in it, is the first thing that fails, and its remedy is there. */
@Timeout(30)
class TenantFaultsTest {

    private static final Surroundings ALL = Surroundings.of(SMTP);

    @BeforeEach
    void reset() {
        ALL.reset();
    }

    @AfterAll
    static void close() {
        ALL.close();
    }

    @Test
    void theTenantIsNoId() {
        Check failed = ALL.firstFailure(ALL.healthy().tenantId("Contoso Ltd."), "0a");

        assertThat(failed.advice()).asString().contains("Directory (tenant) ID");
    }

    @Test
    void theTenantIsUnknown() {
        Check failed = ALL.firstFailure(ALL.healthy().tenantId(UUID.randomUUID().toString()), "5");

        assertDiagnosed(failed, "E11");
        assertThat(ALL.entra.tokenRequestCount()).isZero();
    }

    @Test
    void theTenantLivesInAnotherCloud() {
        ALL.entra.play(EntraScenario.otherCloud());

        Check failed = ALL.firstFailure(ALL.healthy(), "5");

        assertThat(failed.summary()).contains("US_GOVERNMENT");
    }

    @Test
    void clientCredentialsAskACommonTenant() {
        Check failed = ALL.firstFailure(ALL.healthy().tenantId("common"), "0c");

        assertThat(failed.advice()).asString().contains("Directory (tenant) ID");
    }

    @Test
    void anApplicationWantsAPersonalMailbox() {
        Check failed = ALL.firstFailure(ALL.healthy().mailbox("someone@hotmail.co.uk"), "0c");

        assertThat(failed.advice()).asString().contains("sign in");
    }

    @Test
    void conditionalAccessForbidsTheToken() {
        ALL.entra.play(EntraScenario.aadsts(53003));

        Check failed = ALL.firstFailure(ALL.healthy(), "7");

        assertDiagnosed(failed, "E24");
        assertThat(failed.advice()).asString().contains("Sign-in logs");
    }

    @Test
    void securityDefaultsForbidTheToken() {
        ALL.entra.play(EntraScenario.aadsts(530035));

        Check failed = ALL.firstFailure(ALL.healthy(), "7");

        assertDiagnosed(failed, "E25");
    }

    @Test
    void securityDefaultsForbidTheSignIn() {
        ALL.server.play(MailScenario.securityDefaults());

        Check failed = ALL.firstFailure(ALL.healthy(), "9");

        assertDiagnosed(failed, "S10");
        assertThat(ALL.server.counts().auths())
                .as("a policy is not asked twice")
                .isEqualTo(1);
    }

    @Test
    void conditionalAccessForbidsTheSignIn() {
        ALL.server.play(MailScenario.conditionalAccess());

        Check failed = ALL.firstFailure(ALL.healthy(), "9");

        assertDiagnosed(failed, "S11");
    }

    @Test
    void smtpAuthIsOffInTheTenant() {
        ALL.server.play(MailScenario.smtpAuthDisabledForTenant());

        Check failed = ALL.firstFailure(ALL.healthy(), "9");

        assertDiagnosed(failed, "S7");
        assertThat(failed.advice())
                .asString()
                .contains("Set-CASMailbox -Identity 'noreply@contoso.com' -SmtpClientAuthenticationDisabled $false");
        assertThat(failed.evidence()).containsKey("server reply");
    }

    @Test
    void theTenantIsThrottled() {
        ALL.entra.play(EntraScenario.throttled());

        Check failed = ALL.firstFailure(ALL.healthy(), "7");

        assertDiagnosed(failed, "E48");
    }

    @Test
    void theTenantIsNamedByItsDomain() {
        FakeEntra named =
                FakeEntra.builder().tenantId("contoso.onmicrosoft.com").start();
        try (Surroundings here = Surroundings.of(named, SMTP)) {
            assertThat(here.examine(here.healthy()).worst()).isEqualTo(Status.PASS);
        }
    }
}
