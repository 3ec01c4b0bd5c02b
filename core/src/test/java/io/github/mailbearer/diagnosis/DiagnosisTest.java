package io.github.mailbearer.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class DiagnosisTest {

    private static final Facts FACTS =
            Facts.builder().mailbox("o'neill@contoso.com").build();

    @Test
    void knowsAReply() {
        Diagnosis diagnosis = Diagnosis.ofText(
                "jakarta.mail.AuthenticationFailedException: 535 5.7.139 Authentication unsuccessful,"
                        + " SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled"
                        + " for more information. [AM0PR01CA0123.eurprd01.prod.exchangelabs.com"
                        + " 2026-11-22T10:11:12.345Z 08DD0123456789AB]",
                FACTS);

        assertThat(diagnosis.id()).isEqualTo("S7");
        assertThat(diagnosis.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(diagnosis.remedies().get(0).commands())
                .containsExactly(
                        "Set-CASMailbox -Identity 'o''neill@contoso.com' -SmtpClientAuthenticationDisabled $false");
        assertThat(diagnosis.evidence().diagnosticBlock())
                .contains("AM0PR01CA0123.eurprd01.prod.exchangelabs.com 2026-11-22T10:11:12.345Z 08DD0123456789AB");
    }

    @Test
    void aFailureToExplainIsNoFailureOfTheCaller() {
        Diagnosis unrecognised = Diagnosis.guarded(() -> {
            throw new IllegalStateException("the explanation fails");
        });

        assertThat(unrecognised.isRecognised()).isFalse();
        assertThat(Diagnosis.guarded(() -> Diagnosis.ofText("AADSTS7000222")).id())
                .isEqualTo("E2");
    }

    @Test
    void linksANumberThatIsNotKnown() {
        Diagnosis diagnosis = Diagnosis.ofText("AADSTS999999999: news");

        assertThat(diagnosis.isRecognised()).isFalse();
        assertThat(diagnosis.links())
                .containsExactly(URI.create("https://login.microsoftonline.com/error?code=999999999"));
    }

    @Test
    void doesNotGuess() {
        Diagnosis diagnosis = Diagnosis.ofText("");

        assertThat(diagnosis.isRecognised()).isFalse();
        assertThat(diagnosis.id()).isEmpty();
        assertThat(diagnosis.remedies()).isNotEmpty();
    }
}
