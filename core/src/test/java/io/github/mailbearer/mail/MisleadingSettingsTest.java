package io.github.mailbearer.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mailbearer.sasl.SaslMechanism;
import io.github.mailbearer.testkit.CapturedLogs;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that do not do what they seem to: each is refused, or mentioned by name with the right one. */
class MisleadingSettingsTest {

    private static final ScriptedTokens TOKENS = ScriptedTokens.counting();

    private static OAuth2Sessions.Builder builder() {
        return OAuth2Sessions.builder(TOKENS)
                .platform(MailPlatform.MICROSOFT_365)
                .user("noreply@contoso.com");
    }

    private static String logOf(OAuth2Sessions.Builder builder) {
        try (CapturedLogs logs = CapturedLogs.everything()) {
            builder.build();
            return logs.text();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mail.smtps.timeout, mail.smtp.timeout",
        "mail.imaps.fetchsize, mail.imap.fetchsize",
        "mail.pop3s.rsetbeforequit, mail.pop3.rsetbeforequit"
    })
    void aSettingForTheOtherNameOfTheProtocolIsMentionedWithTheRightOne(String wrong, String right) {
        OAuth2Sessions.Builder builder = builder().property(wrong, "5000");
        if (right.startsWith("mail.pop3")) {
            builder.property("mail.store.protocol", "pop3");
        }
        assertThat(logOf(builder)).contains(wrong + " has no effect").contains("set " + right);
    }

    @Test
    void nothingIsSaidOfSettingsForTheNameThatIsUsed() {
        OAuth2Sessions.Builder builder = builder()
                .property("mail.smtp.timeout", "5000")
                .property("mail.imaps.timeout", "5000")
                .property("mail.store.protocol", "imaps");
        assertThat(logOf(builder)).doesNotContain("has no effect");
        assertThat(logOf(builder())).doesNotContain("has no effect");
    }

    @Test
    void mechanismsThatCarryNoTokenAreMentioned() {
        assertThat(logOf(builder().property("mail.smtp.auth.mechanisms", "LOGIN PLAIN XOAUTH2")))
                .contains("mail.smtp.auth.mechanisms=LOGIN PLAIN XOAUTH2")
                .contains("mail.smtp.auth.mechanisms=XOAUTH2");
        assertThatThrownBy(() -> builder()
                        .property("mail.imap.auth.mechanisms", "LOGIN PLAIN")
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mail.imap.auth.mechanisms=LOGIN PLAIN")
                .hasMessageContaining("mail.imap.auth.mechanisms=XOAUTH2");
    }

    @Test
    void aClassOfFoldersIsKeptAndMentioned() {
        assertThat(logOf(builder().property("mail.imap.folder.class", "org.example.Folder")))
                .contains("mail.imap.folder.class")
                .contains("lastAuthenticationFailure()");
    }

    @ParameterizedTest
    @CsvSource({
        "mail.pop3.disablecapa, true, remove it",
        "mail.imap.sasl.enable, true, remove it",
        "mail.pop3.starttls.required, false, mail.pop3.starttls.required=true",
        "mail.imap.ssl.checkserveridentity, false, sslContext",
        "mail.debug.auth, true, mail.debug=true alone is safe"
    })
    void aDangerousSettingIsRefusedWithTheRightOne(String name, String value, String right) {
        Properties properties = new Properties();
        properties.setProperty("mail.host", "mail.example.org");
        properties.setProperty(name, value);
        assertThatThrownBy(() -> OAuth2Sessions.getInstance(properties, TOKENS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(right);
    }

    @Test
    void port465IsNotThereAtMicrosoft() {
        assertThatThrownBy(() -> builder()
                        .server(MailServer.of(
                                MailProtocol.SMTP, "smtp.office365.com", 465, TransportSecurity.IMPLICIT_TLS))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("465")
                .hasMessageContaining("587");
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "smtp.office365.com");
        properties.setProperty("mail.smtp.port", "465");
        assertThatThrownBy(() -> OAuth2Sessions.getInstance(properties, TOKENS))
                .hasMessageContaining("mail.smtp.port is 465")
                .hasMessageContaining("587");
        properties.setProperty("mail.smtp.host", "smtp.gmail.com");
        assertThat(OAuth2Sessions.getInstance(properties, TOKENS)).isNotNull();
    }

    @Test
    void port465IsRefusedWhereverItComesFrom() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("mail.host", "smtp.office365.com");
        properties.setProperty("mail.smtp.port", "465");
        properties.setProperty("mail.user", "noreply@contoso.com");
        Session session = OAuth2Sessions.getInstance(properties, TOKENS);
        try (Transport transport = session.getTransport("smtp");
                Transport implicit = session.getTransport("smtps")) {
            assertThatThrownBy(transport::connect)
                    .hasMessageContaining("mail.smtp.port is 465")
                    .hasMessageContaining("587");
            assertThatThrownBy(implicit::connect).hasMessageContaining("protocol smtp (not smtps)");
        }
    }

    @Test
    void whoOnlyReadsIsNobodysSender() {
        Properties properties = new Properties();
        properties.setProperty("mail.imap.user", "reader@contoso.com");
        SessionProperties completed = new SessionProperties(properties);
        completed.checkMailboxes();
        assertThat(completed.sender("sender@contoso.com")).isEqualTo("sender@contoso.com");
        properties.setProperty("mail.smtp.user", "first@contoso.com");
        completed.checkMailboxes();
        assertThat(properties).containsEntry("mail.from", "first@contoso.com");
        assertThat(completed.sender("second@contoso.com")).isEqualTo("second@contoso.com");
        properties.setProperty("mail.from", "shared@contoso.com");
        assertThat(completed.sender("second@contoso.com")).isEqualTo("shared@contoso.com");
    }

    @ParameterizedTest
    @CsvSource({"smtp, 25", "smtps, 465", "imap, 143", "imaps, 993", "pop3, 110", "pop3s, 995"})
    void aPortThatIsNotSetIsTheProtocolsOwn(String protocol, int port) {
        Properties properties = new Properties();
        assertThat(new SessionProperties(properties).port(protocol)).isEqualTo(port);
        properties.put("mail." + protocol + ".port", 4711);
        assertThat(new SessionProperties(properties).port(protocol)).isEqualTo(4711);
    }

    @Test
    void theOrderOfMechanismsIsTheApplications() {
        Properties properties = new Properties();
        properties.setProperty("mail.imap.auth.mechanisms", "oauthbearer XOAUTH2");
        SessionProperties completed = new SessionProperties(properties);
        completed.complete();
        assertThat(completed.mechanisms("imap")).containsExactly(SaslMechanism.OAUTHBEARER, SaslMechanism.XOAUTH2);
        assertThat(completed.mechanisms("smtp")).isEqualTo(List.of(SaslMechanism.values()));
        assertThat(properties)
                .as("or Angus would not come to us")
                .containsEntry("mail.imap.auth.mechanisms", "XOAUTH2");
    }
}
