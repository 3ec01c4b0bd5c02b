package io.github.mailbearer.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

    private static final String COMMAND = "Set-CASMailbox -Identity {mailbox} -SmtpClientAuthenticationDisabled $false";

    @Test
    void fillsInWhatIsKnown() {
        Facts facts = Facts.builder().mailbox("jo@contoso.com").build();

        assertThat(Template.prose("{mailbox} at {server} is {mailbox}.", facts))
                .isEqualTo("jo@contoso.com at the server is jo@contoso.com.");
        assertThat(Template.prose("{server} refused.", facts)).isEqualTo("The server refused.");
        assertThat(Template.prose("No {brace and $1 \\ stays.", facts)).isEqualTo("No {brace and $1 \\ stays.");
    }

    @Test
    void quotesValuesInCommands() {
        assertThat(command("jo@contoso.com")).contains("-Identity 'jo@contoso.com' -Smtp");
        assertThat(command("o'neill@contoso.com")).contains("-Identity 'o''neill@contoso.com' -Smtp");
        assertThat(command("$x`{y}@contoso.com")).contains("<mailbox>"); // no backtick in an address that is not quoted
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jo",
                "jo@",
                "@contoso.com",
                "jo@contoso.com; Remove-Mailbox x",
                "jo@contoso.com\nRemove-Mailbox x",
                "jo\u2019; calc; \u2018@contoso.com",
                "$(calc)@contoso.com",
                "jo@contoso.com' -Force '",
                "jo@con toso.com"
            })
    void leavesOutWhatDoesNotLookLikeAnAddress(String value) {
        assertThat(command(value))
                .isEqualTo("Set-CASMailbox -Identity <mailbox> -SmtpClientAuthenticationDisabled $false");
    }

    private static String command(String mailbox) {
        return Template.command(COMMAND, Facts.builder().mailbox(mailbox).build());
    }
}
