package io.github.mailbearer.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.diagnosis.Cause.Likelihood;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An umbrella answer with the causes that facts tell apart. */
class RankingTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String REPLY = "SMTP: 599 5.9.9 No, and I do not say why";

    @TempDir
    private Path directory;

    private Catalogue catalogue = Catalogue.builtIn();

    @BeforeEach
    void umbrella() throws IOException {
        String rows = """
                asOf = 2026-11-22
                U1.title = Umbrella
                U1.kind = permission
                U1.retry = fresh-token
                U1.when.1 = smtp 599 5.9.9
                U1.summary = {mailbox} was refused.
                U1.cause.1 = @U2
                U1.cause.2 = @U3
                U1.cause.3 = @U4
                U1.cause.4 = Something else.
                U1.remedy.1 = Look.
                U1.source = test
                """
                + row("U2", "audience=graph")
                + row("U3", "grant=app object-id=differs")
                + row("U4", "grant=person user=differs");
        catalogue = catalogue.extendedBy(Files.write(directory.resolve("u.properties"), rows.getBytes(UTF_8)));
    }

    private static String row(String id, String facts) {
        return id + ".title = Cause " + id + "\n" + id + ".kind = configuration\n" + id + ".retry = after-change\n" + id
                + ".when.1 = smtp 599 5.9.9 " + facts + "\n" + id + ".summary = " + id + " it is.\n" + id
                + ".remedy.1 = Mend " + id + ".\n" + id + ".source = test\n";
    }

    @Test
    void allIsPossibleWhereNothingIsKnown() {
        Diagnosis diagnosis = diagnose(Facts.none());

        assertThat(diagnosis.id()).isEqualTo("U1");
        assertThat(diagnosis.kind()).isEqualTo(Kind.PERMISSION);
        assertThat(diagnosis.causes()).extracting(Cause::id).containsExactly("U2", "U3", "U4", "");
        assertThat(diagnosis.causes()).extracting(Cause::likelihood).containsOnly(Likelihood.POSSIBLE);
        assertThat(diagnosis.remedies())
                .extracting(Remedy::text)
                .containsExactly("Look.", "Mend U2.", "Mend U3.", "Mend U4.");
        assertThat(diagnosis.cause()).isEqualTo("Cause U2.");
    }

    @Test
    void aCauseThatTheTokenConfirmsIsTheDiagnosis() {
        assertThat(diagnose(token("{\"aud\":\"https://graph.microsoft.com\",\"scp\":\"SMTP.Send\"}"))
                        .id())
                .isEqualTo("U2");
        assertThat(diagnose(token("{\"aud\":\"00000003-0000-0000-c000-000000000000\"}"))
                        .id())
                .isEqualTo("U2");
        assertThat(diagnose(token("{\"scp\":\"SMTP.Send\",\"upn\":\"jo@contoso.com\"}").toBuilder()
                                .mailbox("info@contoso.com")
                                .build())
                        .id())
                .isEqualTo("U4");
        assertThat(diagnose(token("{\"idtyp\":\"app\",\"oid\":\"11111111-2222-3333-4444-555555555555\"}").toBuilder()
                                .registeredObjectId("11111111-2222-3333-4444-666666666666")
                                .build())
                        .id())
                .isEqualTo("U3");
    }

    @Test
    void whatTheTokenRulesOutComesLast() {
        Diagnosis diagnosis = diagnose(token("{\"aud\":\"https://outlook.office365.com/\",\"idtyp\":\"app\"}"));

        assertThat(diagnosis.id()).isEqualTo("U1");
        assertThat(diagnosis.causes()).extracting(Cause::id).containsExactly("U3", "", "U2", "U4");
        assertThat(diagnosis.causes())
                .extracting(Cause::likelihood)
                .containsExactly(Likelihood.POSSIBLE, Likelihood.POSSIBLE, Likelihood.RULED_OUT, Likelihood.RULED_OUT);
        assertThat(diagnosis.remedies()).extracting(Remedy::text).containsExactly("Look.", "Mend U3.");
        assertThat(diagnosis.report()).contains("Cause U2. (ruled out)").doesNotContain("Mend U2.");
    }

    @Test
    void theTokenItselfIsNowhere() {
        String token = TokenClaimsTest.jwt("{\"aud\":\"https://graph.microsoft.com\"}");
        Facts facts = Facts.builder()
                .token(AccessToken.of(token, NOW.plusSeconds(3600)))
                .build();

        assertThat(List.of(
                        facts.toString(),
                        diagnose(facts).report(),
                        diagnose(facts).toString()))
                .allSatisfy(text -> assertThat(text).doesNotContain(token.substring(0, 20)));
    }

    private Diagnosis diagnose(Facts facts) {
        return Diagnosis.of(Symptom.ofText(REPLY), facts, catalogue);
    }

    private static Facts token(String payload) {
        return Facts.builder()
                .claims(TokenClaims.of(TokenClaimsTest.jwt(payload)).orElseThrow())
                .at(NOW)
                .build();
    }
}
