package io.github.mailbearer.doctor;

import static io.github.mailbearer.mail.MailProtocol.SMTP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenUnavailableException;
import io.github.mailbearer.testkit.CapturedLogs;
import io.github.mailbearer.testkit.EntraScenario;
import io.github.mailbearer.testkit.MailScenario;
import io.github.mailbearer.testkit.SecretSearch;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A report may be shown around: it holds no secret, no id in full, and nothing that moves a terminal's cursor. */
@Timeout(30)
class SecrecyTest {

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
    void noTokenOrSecretIsInReportOrLog() {
        try (CapturedLogs logs = CapturedLogs.everything()) {
            String secret = ALL.entra.clientSecret();
            logs.add(everything(ALL.examine(ALL.healthy().showIds().send("ops@contoso.com"))));
            String accepted = ALL.entra.lastIssuedToken();
            ALL.server.play(MailScenario.noMailboxPermission());
            logs.add(everything(ALL.examine(ALL.healthy().showIds())));
            String refused = ALL.entra.lastIssuedToken();

            assertThat(SecretSearch.of(secret).in(logs.text())).isEmpty();
            assertThat(SecretSearch.of(accepted).in(logs.text())).isEmpty();
            assertThat(SecretSearch.of(refused).in(logs.text())).isEmpty();
        }
    }

    @Test
    void aWrongSecretIsNotRepeated() {
        String wrong = "abc8Q~not-the-secret-of-this-application-at-all";
        for (String pasted : List.of(wrong, wrong + "\n", UUID.randomUUID().toString())) {
            Report report = ALL.examine(ALL.healthy().clientSecret(pasted).showIds());

            assertThat(SecretSearch.of(pasted.strip()).in(everything(report))).isEmpty();
        }
    }

    @Test
    void aSecretPastedInTheWrongPlaceIsNotRepeated() {
        String secret = "abc8Q~not-the-secret-of-this-application-at-all";
        for (DoctorSettings.Builder misplaced : List.of(
                ALL.healthy().clientId(secret),
                ALL.healthy().tenantId(secret),
                ALL.healthy().mailbox(secret))) {
            Report report = ALL.examine(misplaced.showIds());

            assertThat(SecretSearch.of(secret).in(everything(report))).isEmpty();
        }
    }

    @Test
    void aSecretInAnExceptionIsNotRepeated() {
        String token = "eyJ0eXAiOiJKV1QiLCJhbGciOiJub25lIn0.eyJhdWQiOiJhIn0.c2lnbmF0dXJlLXNpZ25hdHVyZQ";
        TokenProvider leaking = request -> {
            throw new TokenUnavailableException("POST failed client_secret=abcSECRET1234 token " + token);
        };

        Report report = ALL.examine(ALL.anyTokens().tokens(leaking).showIds());

        assertThat(report.check("7").summary()).contains("POST failed");
        assertThat(everything(report)).doesNotContain("abcSECRET1234", token, "c2lnbmF0dXJl");
    }

    @Test
    void aSecretOnAPortalsPageIsNotRepeated() throws IOException {
        String page = "<html><body>".concat("x".repeat(40)) + " client_secret=abcSECRET1234abcSECRET1234abcSECRET1234";
        try (Pretender portal = Pretender.http(page)) {
            Report report = ALL.examine(ALL.healthy().loopbackEndpoint(portal.uri()));

            assertThat(report.check("5").evidence().get("beginning")).contains("client_secret");
            assertThat(everything(report)).doesNotContain("abcSECRET");
        }
    }

    @Test
    void theTokenIsShownByItsHashOnly() {
        Report report = ALL.examine(ALL.healthy());

        assertThat(report.check("7").evidence().get("token")).matches("<jwt len=\\d+ sha256:[0-9a-f]{4}…>");
    }

    @Test
    void idsAndAddressesAreMaskedUnlessAskedFor() {
        String object = UUID.randomUUID().toString();
        AccessToken token = ALL.token(Map.of("oid", object));
        ALL.server.play(MailScenario.servicePrincipalMissing());
        DoctorSettings.Builder settings = ALL.anyTokens().accessToken(token).clientId(ALL.entra.clientId());

        String masked = everything(ALL.examine(settings));
        String shown = everything(ALL.examine(settings.showIds()));

        assertThat(masked)
                .doesNotContain(object)
                .contains(object.substring(0, 4) + "…" + object.substring(32))
                .contains("n…@contoso.com");
        assertThat(shown).contains("-ObjectId '" + object + "'");
    }

    @Test
    void aCommandWithAGapStopsPowerShell() {
        String object = UUID.randomUUID().toString();
        ALL.server.play(MailScenario.servicePrincipalMissing());

        Check failed = ALL.firstFailure(ALL.anyTokens().accessToken(ALL.token(Map.of("oid", object))), "9");

        assertThat(failed.advice())
                .flatExtracting(remedy -> remedy.commands())
                .anySatisfy(command ->
                        assertThat(command).startsWith("New-ServicePrincipal").contains("-ObjectId <"))
                .noneSatisfy(command -> assertThat(command).contains(object));
    }

    @Test
    void commandsKeepWhatTheSettingsSay() {
        ALL.server.play(MailScenario.smtpAuthDisabledForMailbox());

        Check failed = ALL.firstFailure(ALL.healthy(), "9");

        assertThat(failed.advice()).asString().contains("'noreply@contoso.com'");
        assertThat(failed.evidence()).containsEntry("user in the authentication message", "n…@contoso.com");
    }

    @Test
    void whatServersSayMovesNoCursor() {
        ALL.server.replyTo("MAIL", "550 5.7.60 \u001b[2J\u001b[31mgotcha\u0007\u202e");

        Check failed = ALL.firstFailure(ALL.healthy(), "11");

        assertThat(failed.evidence().get("server reply")).startsWith("550 5.7.60 gotcha");
        assertThat(everything(ALL.examine(ALL.healthy()))).doesNotContain("\u001b", "\u0007", "\u202e");
    }

    @Test
    void theReportKnowsTheFactsInFull() {
        Report report = ALL.examine(ALL.healthy());

        assertThat(report.facts().claims())
                .hasValueSatisfying(claims -> assertThat(claims.applicationId()).contains(ALL.entra.clientId()));
    }

    @Test
    void aRefusedTokenIsNotInTheAdviceOfEntra() {
        ALL.entra.play(EntraScenario.aadsts(7000215));

        Report report = ALL.examine(ALL.healthy().showIds());

        assertThat(SecretSearch.of(ALL.entra.clientSecret()).in(everything(report)))
                .isEmpty();
    }

    private static String everything(Report report) {
        StringBuilder text = new StringBuilder();
        for (Check check : report.checks()) {
            text.append(check)
                    .append('\n')
                    .append(check.evidence())
                    .append('\n')
                    .append(check.advice())
                    .append('\n');
        }
        return text.toString();
    }
}
