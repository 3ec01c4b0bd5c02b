package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.Applications.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mailbearer.TokenException;
import io.github.mailbearer.diagnosis.Catalogue;
import io.github.mailbearer.diagnosis.Diagnosis;
import io.github.mailbearer.diagnosis.Kind;
import io.github.mailbearer.testkit.EntraReply;
import io.github.mailbearer.testkit.FakeEntra;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The adapter's exceptions are explained with what was asked for, in the words of the application's catalogue. */
@Timeout(30)
class DiagnosisOfOursTest {

    private final FakeEntra entra = FakeEntra.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        entra.close();
    }

    private TokenException failure(EntraApplication application) {
        return catchThrowableOfType(
                TokenException.class,
                () -> MsalTokenProvider.clientCredentials(application).getToken(REQUEST));
    }

    @Test
    void whatWasAskedForIsFilledIn() {
        entra.answerNext(EntraReply.error(400, "unauthorized_client", 7000112, "Disabled."));

        TokenException failure = failure(Applications.of(entra).build());

        assertThat(failure.details())
                .containsEntry("tenant", entra.tenantId())
                .containsEntry("client_id", entra.clientId())
                .containsEntry("scope", "https://outlook.office365.com/.default");
        Diagnosis diagnosis = Diagnosis.of(failure);
        assertThat(diagnosis.id()).isEqualTo("E10");
        assertThat(diagnosis.remedies().get(0).commands())
                .contains("Get-MgServicePrincipalByAppId -AppId '" + entra.clientId()
                        + "' | Format-List DisplayName, AppId, Id, AccountEnabled");
        assertThat(diagnosis.evidence().correlationId()).isPresent();
    }

    @Test
    void anAnswerDoesNotChangeWhatWasAskedFor() {
        Asked asked = Asked.inItsOwnName(Applications.of(entra).build(), java.util.Set.of());

        assertThat(asked.details(Map.of("tenant", "forged", "status", "400")))
                .containsOnly(
                        Map.entry("tenant", entra.tenantId()),
                        Map.entry("client_id", entra.clientId()),
                        Map.entry("status", "400"));
    }

    @Test
    void aPersonsDefaultScopeIsNotTakenForAnApplications() {
        Asked person = Asked.forMailbox(
                Applications.of(entra).build(),
                "noreply@contoso.com",
                "signing in to",
                java.util.Set.of("https://outlook.office365.com/.default"));

        assertThat(person.diagnosis(400, "invalid_grant", Map.of("error_codes", "65001"))
                        .remedies()
                        .get(0)
                        .text())
                .startsWith("Connect the mailbox again");
    }

    @Test
    void theApplicationsOwnCatalogueIsAsked() throws IOException {
        Path file = Files.writeString(
                directory.resolve("contoso.properties"),
                "asOf = 2026-11-22\nE1.remedy.1 = Ask the mail team for the new secret of {client}.\n");
        Catalogue catalogue = Catalogue.builtIn().extendedBy(file);
        entra.answerNext(EntraReply.invalidClientSecret());

        assertThat(failure(Applications.of(entra).catalogue(catalogue).build()))
                .hasMessageContaining("Ask the mail team for the new secret of " + entra.clientId() + ".");
    }

    @Test
    void theFaultOfEntraIsOne() {
        entra.answerNext(EntraReply.unavailable(503));

        Diagnosis diagnosis = Diagnosis.of(failure(Applications.of(entra).build()));

        assertThat(diagnosis.id()).isEqualTo("E49");
        assertThat(diagnosis.kind()).isEqualTo(Kind.TRANSIENT);
    }

    @Test
    void aPageInPlaceOfATokenIsOne() {
        entra.answerNext(EntraReply.html(200));

        assertThat(Diagnosis.of(failure(Applications.of(entra).build())).id()).isEqualTo("E55");
    }

    @Test
    void aProxyThatAsksWhoIsThereIsOne() {
        entra.answerNext(EntraReply.html(407));

        Diagnosis diagnosis = Diagnosis.of(failure(Applications.of(entra).build()));

        assertThat(diagnosis.id()).isEqualTo("E53");
        assertThat(diagnosis.cause()).isEqualTo("A proxy wants to know who asks.");
    }
}
