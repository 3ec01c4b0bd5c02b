package io.github.mailbearer.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyAdviceTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. | whole tenant
                    535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox. | Set-CASMailbox -Identity a@contoso.com -SmtpClientAuthenticationDisabled $false
                    535 5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults policy. | security defaults
                    535 5.7.3 Authentication unsuccessful [AM0PR01CA0001.eurprd01.prod.exchangelabs.com] | New-ServicePrincipal
                    535 5.7.8 Username and Password not accepted. | issued to a@contoso.com
                    554 5.2.252 SendAsDenied; a@contoso.com not allowed to send as b@contoso.com | Add-RecipientPermission
                    550 5.7.60 SMTP; Client does not have permissions to send as this sender | -Trustee a@contoso.com -AccessRights SendAs
                    550 5.2.251 Mailbox blocked | nobody can lift the block
                    530 5.7.57 Client not authenticated to send mail. | STARTTLS and AUTH must come first
                    550 5.7.30 Basic authentication is not supported for Client Submission. | only OAuth is left
                    535 5.7.144 insufficient permission | Mail.Send
                    550 5.7.240 app not allowed | Add-HVEAppAccess -Identity a@contoso.com
                    """)
    void theCommonestRefusalsAreExplained(String reply, String advice) {
        assertThat(ReplyAdvice.forReply(reply, "a@contoso.com"))
                .get()
                .asString()
                .contains(advice);
    }

    @Test
    void whatIsNotKnownIsNotGuessed() {
        assertThat(ReplyAdvice.forReply("451 4.3.2 Please try again later", "a@contoso.com"))
                .isEmpty();
        assertThat(ReplyAdvice.forReply("", "a@contoso.com")).isEmpty();
    }

    @Test
    void signsOfFormattingInAMailboxStayWhatTheyAre() {
        assertThat(ReplyAdvice.forReply("550 5.7.60 x", "100%s@contoso.com"))
                .get()
                .asString()
                .contains("100%s@contoso.com");
    }
}
