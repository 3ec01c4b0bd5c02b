package io.github.mailbearer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.testkit.MailScenario;
import org.junit.jupiter.api.Test;

class RehearseTest {

    @Test
    void printsWhatToDo() {
        assertThat(Rehearse.report(MailScenario.smtpAuthDisabledForTenant()))
                .contains("SMTP AUTH is switched off for the whole tenant")
                .contains("Set-CASMailbox -Identity 'noreply@contoso.com' -SmtpClientAuthenticationDisabled $false");
    }

    @Test
    void listsWhatThereIsWhereTheNameIsUnknown() {
        assertThat(Rehearse.words("everything"))
                .contains("sendAsDenied: ")
                .contains("throttledConnections: ")
                .doesNotContain("imapDisabled");
    }

    @Test
    void nothingIsSaidOfWhatSucceeds() {
        assertThat(Rehearse.report(MailScenario.healthy())).isEqualTo("The message was sent.");
    }
}
