package io.github.mailbearer.mail;

import static io.github.mailbearer.mail.Mails.MAILBOX;
import static io.github.mailbearer.mail.Mails.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mailbearer.TokenRequest;
import jakarta.mail.Session;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The properties of ours hold for Sessions that are made in code from properties, too. */
class OwnPropertiesTest extends SmtpTest {

    @ParameterizedTest
    @CsvSource({
        "microsoft-365, smtp.office365.com",
        "microsoft-365-gcc-high, smtp.office365.us",
        "microsoft-365-dod, outlook-dod.office365.us",
        "microsoft-365-china, smtp.partner.outlook.cn",
        "microsoft-365-hve, smtp.hve.mx.microsoft",
        "outlook-com, smtp-mail.outlook.com",
        "' GMAIL ', smtp.gmail.com"
    })
    void aPlatformNamesTheServers(String platform, String host) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("mailbearer.platform", platform);
        assertThat(OAuth2Sessions.getInstance(properties, tokens).getProperty("mail.smtp.host"))
                .isEqualTo(host);

        Session foreign = Session.getInstance(properties);
        OAuth2Sessions.install(foreign, tokens);
        assertThat(foreign.getTransport("smtp").getURLName().getHost()).isEqualTo(host);
        assertThat(properties).hasSize(1);
    }

    @Test
    void aPlatformAllowsNoOtherHosts() {
        Properties properties = properties();
        properties.setProperty("mailbearer.platform", "gmail");
        assertThatThrownBy(() -> OAuth2Sessions.getInstance(properties, tokens))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(server.host() + " does not belong to Gmail");
    }

    @Test
    void accountAndScopesAreAskedFor() throws Exception {
        Properties properties = properties();
        properties.setProperty("mailbearer.signed-in-as", "person@contoso.example");
        properties.setProperty("mailbearer.scopes", "a b,c");
        send(OAuth2Sessions.getInstance(properties, tokens));
        Session foreign = Session.getInstance(properties);
        OAuth2Sessions.install(foreign, ScriptedTokens.always("token-1"));
        send(foreign);
        assertThat(tokens.requests()).containsExactly(TokenRequest.of("person@contoso.example", "a", "b", "c"));
        assertThat(server.signIns()).hasSize(2);
    }

    @Test
    void propertiesOfASessionOfOursMakeAnotherOne() throws Exception {
        Properties properties = properties();
        properties.setProperty("mail.smtp.auth.mechanisms", "XOAUTH2");
        Session first = OAuth2Sessions.getInstance(properties, tokens);
        send(OAuth2Sessions.getInstance(first.getProperties(), tokens));
        assertSignedInOnceAs(MAILBOX);
    }

    @Test
    void blankMeansNotSet() throws Exception {
        Properties properties = properties();
        for (String name : new String[] {"platform", "signed-in-as", "scopes", "limits", "require-sender"}) {
            properties.setProperty("mailbearer." + name, " ");
        }
        send(OAuth2Sessions.getInstance(properties, tokens));
        assertSignedInOnceAs(MAILBOX);
    }

    @ParameterizedTest
    @CsvSource({
        "connections=2, 'connections=2, messagesPerMinute=unlimited'",
        "messages-per-minute=10, 'connections=unlimited, messagesPerMinute=10'",
        "' connections=2  messages-per-minute=10 ', 'connections=2, messagesPerMinute=10'"
    })
    void limitsAreNumbers(String text, String limits) {
        assertThat(OwnProperties.limits(text).toString()).contains(limits);
    }
}
