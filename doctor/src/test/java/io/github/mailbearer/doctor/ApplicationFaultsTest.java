package io.github.mailbearer.doctor;

import static io.github.mailbearer.doctor.Surroundings.assertDiagnosed;
import static io.github.mailbearer.mail.MailProtocol.IMAP;
import static io.github.mailbearer.mail.MailProtocol.SMTP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.mail.MailPlatform;
import io.github.mailbearer.testkit.EntraScenario;
import io.github.mailbearer.testkit.MailScenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is wrong with an application, or with what it asks for, is the first thing that fails, and its remedy is there. */
@Timeout(30)
class ApplicationFaultsTest {

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
    void theSecretIdWasPasted() {
        Check failed =
                ALL.firstFailure(ALL.healthy().clientSecret(UUID.randomUUID().toString()), "0b");

        assertThat(failed.summary()).contains("Secret ID");
        assertThat(failed.advice()).asString().contains("Value");
        assertThat(ALL.entra.tokenRequestCount()).isZero();
    }

    @Test
    void theSecretEndsWithALineBreak() {
        Check failed = ALL.firstFailure(ALL.healthy().clientSecret(ALL.entra.clientSecret() + "\n"), "0b");

        assertThat(failed.summary()).contains("line break");
    }

    @Test
    void theSecretIsAnother() {
        Check failed =
                ALL.firstFailure(ALL.healthy().clientSecret("abc8Q~not-the-secret-of-this-application-at-all"), "7");

        assertDiagnosed(failed, "E1");
        assertThat(failed.advice()).asString().contains("Certificates & secrets");
    }

    @Test
    void theSecretHasExpired() {
        ALL.entra.expireClientSecret(ALL.entra.clientSecret());

        Check failed = ALL.firstFailure(ALL.healthy(), "7");

        assertDiagnosed(failed, "E2");
    }

    @Test
    void theClientIdIsNone() {
        Check failed = ALL.firstFailure(ALL.healthy().clientId("mail-relay"), "0a");

        assertThat(failed.advice()).asString().contains("Application (client) ID");
    }

    @Test
    void theClientIdIsOfNobody() {
        Check failed = ALL.firstFailure(ALL.healthy().clientId(UUID.randomUUID().toString()), "7");

        assertDiagnosed(failed, "E9");
    }

    @Test
    void theScopeIsOfGraph() {
        Check failed = ALL.firstFailure(ALL.healthy().scopes("https://graph.microsoft.com/.default"), "0d");

        assertThat(failed.advice()).asString().contains("https://outlook.office365.com/.default");
    }

    @Test
    void theScopesAreOfTwoResources() {
        Check failed = ALL.firstFailure(
                ALL.healthy()
                        .grant(Grant.PERSON)
                        .scopes("https://outlook.office.com/SMTP.Send", "https://outlook.office365.us/SMTP.Send"),
                "0d");

        assertThat(failed.summary()).contains("several resources");
    }

    @Test
    void theScopeEndsWithALineBreak() {
        Check failed = ALL.firstFailure(ALL.healthy().scopes("https://outlook.office365.com/.default\n"), "0d");

        assertThat(failed.evidence().get("asked for")).endsWith("\\n\"");
    }

    @Test
    void aPersonAsksForAnApplicationPermission() {
        ALL.firstFailure(ALL.healthy().grant(Grant.PERSON).scopes("https://outlook.office.com/SMTP.SendAsApp"), "0d");
    }

    @Test
    void nobodyHasConsented() {
        ALL.entra.play(EntraScenario.aadsts(65001));

        Check failed = ALL.firstFailure(ALL.healthy(), "7");

        assertDiagnosed(failed, "E30");
    }

    @Test
    void theTokenIsForGraph() {
        ALL.entra.play(EntraScenario.graphAudience());

        Check failed = ALL.firstFailure(ALL.healthy(), "8b");

        assertThat(failed.advice()).asString().contains("https://outlook.office365.com/.default");
        assertThat(ALL.server.counts().auths()).as("no need to ask").isZero();
    }

    @Test
    void theTokenIsOfAnotherTenant() {
        AccessToken token = ALL.token(Map.of("tid", UUID.randomUUID().toString()));

        ALL.firstFailure(ALL.anyTokens().accessToken(token).tenantId(ALL.entra.tenantId()), "8c");
    }

    @Test
    void theTokenIsOfAnotherApplication() {
        AccessToken token = ALL.token(Map.of("appid", UUID.randomUUID().toString()));

        ALL.firstFailure(ALL.anyTokens().accessToken(token).clientId(ALL.entra.clientId()), "8c");
    }

    @Test
    void exchangeWasToldOfAnotherObjectId() {
        String registered = UUID.randomUUID().toString();
        ALL.server.play(MailScenario.wrongObjectId(registered));

        Check failed =
                ALL.firstFailure(ALL.healthy().registeredObjectId(registered).showIds(), "8c");

        assertThat(failed.advice())
                .asString()
                .contains("Remove-ServicePrincipal -Identity '" + registered + "'")
                .contains("New-ServicePrincipal -AppId '" + ALL.entra.clientId() + "'");
    }

    @Test
    void exchangeKnowsNoServicePrincipal() {
        ALL.server.play(MailScenario.servicePrincipalMissing());

        Check failed = ALL.firstFailure(ALL.healthy().showIds(), "9");

        assertDiagnosed(failed, "S1");
        assertThat(failed.advice()).asString().contains("New-ServicePrincipal -AppId '" + ALL.entra.clientId() + "'");
        assertThat(ALL.server.counts().auths()).as("one with a fresh token").isEqualTo(2);
    }

    @Test
    void nobodyHasGrantedImap() {
        try (Surroundings imap = Surroundings.of(IMAP)) {
            imap.entra.play(EntraScenario.adminConsentMissing());

            Check failed = imap.firstFailure(imap.healthy(), "8d");

            assertThat(failed.advice()).asString().contains("IMAP.AccessAsApp").contains("Grant admin consent");
        }
    }

    @Test
    void smtpMayHaveItsRightsByRbac() {
        ALL.entra.play(EntraScenario.adminConsentMissing());
        ALL.server.play(MailScenario.smtpRbac());

        Report report = ALL.examine(ALL.healthy());

        assertThat(report.check("8d").status()).isEqualTo(Status.WARN);
        assertThat(report.check("9").status()).as(report.toString()).isEqualTo(Status.PASS);
    }

    @Test
    void highVolumeEmailWantsTokensThatLast() {
        ALL.entra.tokenLifetime(Duration.ofMinutes(9));
        ALL.server.play(MailScenario.hveNearExpiry());

        Check failed = ALL.firstFailure(highVolume(), "8f");

        assertThat(failed.advice()).asString().contains("5.7.142");
    }

    @Test
    void theApplicationIsNotOnTheListOfHighVolumeEmail() {
        ALL.server.play(MailScenario.hveNotOnAllowList());
        AccessToken token = ALL.token(Map.of("roles", List.of("Mail.Send")));

        Check failed = ALL.firstFailure(
                ALL.anyTokens().profile(Profile.MICROSOFT_365_HVE).accessToken(token), "9");

        assertDiagnosed(failed, "S19");
        assertThat(failed.advice()).asString().contains("Add-HVEAppAccess");
    }

    private DoctorSettings.Builder highVolume() {
        AccessToken token = AccessToken.of(
                ALL.entra.issueToken(Map.of("roles", List.of("Mail.Send"))),
                Instant.now().plus(Duration.ofMinutes(9)));
        assertThat(MailPlatform.MICROSOFT_365_HVE.minimumValidity()).isGreaterThan(Duration.ofMinutes(9));
        return ALL.anyTokens().profile(Profile.MICROSOFT_365_HVE).accessToken(token);
    }
}
