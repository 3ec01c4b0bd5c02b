package io.github.mailbearer.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Session;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailPlatformTest {

    private static final MailServer SMTP =
            MailServer.of(MailProtocol.SMTP, "Mail.Example.ORG.", 465, TransportSecurity.IMPLICIT_TLS);

    private static final List<MailPlatform> PRESETS = List.of(
            MailPlatform.MICROSOFT_365,
            MailPlatform.MICROSOFT_365_GCC_HIGH,
            MailPlatform.MICROSOFT_365_DOD,
            MailPlatform.MICROSOFT_365_CHINA,
            MailPlatform.MICROSOFT_365_HVE,
            MailPlatform.OUTLOOK_COM,
            MailPlatform.GMAIL);

    @Test
    void aSessionOfMicrosoft365HasSafeDefaultsThatMayBeOverridden() {
        Session session = OAuth2Sessions.builder(ScriptedTokens.counting())
                .platform(MailPlatform.MICROSOFT_365)
                .user("a@contoso.com")
                .property("mail.smtp.timeout", "60000")
                .build();
        assertThat(session.getProperties())
                .containsEntry("mail.smtp.host", "smtp.office365.com")
                .containsEntry("mail.smtp.port", "587")
                .containsEntry("mail.smtp.starttls.required", "true")
                .containsEntry("mail.smtp.auth.mechanisms", "XOAUTH2")
                .containsEntry("mail.smtp.connectiontimeout", "10000")
                .containsEntry("mail.smtp.timeout", "60000")
                .containsEntry("mail.smtp.writetimeout", "20000")
                .containsEntry("mail.from", "a@contoso.com")
                .doesNotContainKey("mail.smtp.class");
    }

    @Test
    void hostsAreComparedInLowerCaseWithoutTheRootsDot() {
        assertThat(SMTP.host()).isEqualTo("mail.example.org");
        assertThat(SMTP)
                .isEqualTo(MailServer.of(MailProtocol.SMTP, "mail.example.org", 465, TransportSecurity.IMPLICIT_TLS))
                .hasSameHashCodeAs(
                        MailServer.of(MailProtocol.SMTP, "mail.example.org", 465, TransportSecurity.IMPLICIT_TLS));
    }

    @Test
    void aCustomPlatformHasOneServerAProtocol() {
        assertThat(MailPlatform.custom("ours", SMTP).hosts()).containsExactly("mail.example.org");
        assertThatThrownBy(() -> MailPlatform.custom("ours"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("servers is empty");
        assertThatThrownBy(() -> MailPlatform.custom("ours", SMTP, SMTP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two of one protocol");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Microsoft 365            | smtp.office365.com      | 587 STARTTLS     | outlook.office365.com
            Microsoft 365 GCC High   | smtp.office365.us       | 587 STARTTLS     | outlook.office365.us
            Microsoft 365 DoD        | outlook-dod.office365.us | 587 STARTTLS    | outlook-dod.office365.us
            Microsoft 365 (21Vianet) | smtp.partner.outlook.cn | 587 STARTTLS     | partner.outlook.cn
            Outlook.com              | smtp-mail.outlook.com   | 587 STARTTLS     | outlook.office365.com
            Gmail                    | smtp.gmail.com          | 465 IMPLICIT_TLS | imap.gmail.com pop.gmail.com
            """)
    void aPresetKnowsItsServers(String name, String submission, String port, String access) {
        MailPlatform platform = preset(name);
        String imap = access.split(" ")[0];
        String pop3 = access.substring(access.lastIndexOf(' ') + 1);
        assertThat(platform.server(MailProtocol.SMTP).orElseThrow()).hasToString("SMTP " + submission + ":" + port);
        assertThat(platform.server(MailProtocol.IMAP).orElseThrow()).hasToString("IMAP " + imap + ":993 IMPLICIT_TLS");
        assertThat(platform.server(MailProtocol.POP3).orElseThrow()).hasToString("POP3 " + pop3 + ":995 IMPLICIT_TLS");
        assertThat(platform.hosts()).isEqualTo(new HashSet<>(List.of(submission, imap, pop3)));
        assertThat(platform).asString().startsWith(name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Microsoft 365            | https://outlook.office.com   | https://outlook.office365.com/.default
            Microsoft 365 GCC High   | https://outlook.office365.us | https://outlook.office365.us/.default
            Microsoft 365 DoD        | https://outlook.office365.us | https://outlook.office365.us/.default
            Microsoft 365 (21Vianet) | https://partner.outlook.cn   | https://partner.outlook.cn/.default
            Outlook.com              | https://outlook.office.com   |
            """)
    void exchangeHasAScopeForEachProtocolAndOneForApplications(String name, String resource, String appOnly) {
        MailPlatform platform = preset(name);
        assertThat(platform.delegatedScopes())
                .containsExactly(
                        resource + "/SMTP.Send",
                        resource + "/IMAP.AccessAsUser.All",
                        resource + "/POP.AccessAsUser.All");
        assertThat(platform.delegatedScopes(MailProtocol.POP3, MailProtocol.SMTP))
                .containsExactly(resource + "/POP.AccessAsUser.All", resource + "/SMTP.Send");
        assertThat(platform.appOnlyScopes()).isEqualTo(appOnly == null ? Set.of() : Set.of(appOnly));
        assertThat(platform.pop3TokenOnItsOwnLine()).isTrue();
        assertThat(platform.submitsAs()).isEqualTo(SubmissionIdentity.ACCOUNT);
        assertThat(platform.minimumValidity()).isZero();
    }

    @Test
    void gmailHasOneScopeAndSignsInTheMailbox() {
        assertThat(MailPlatform.GMAIL.delegatedScopes()).containsExactly("https://mail.google.com/");
        assertThat(MailPlatform.GMAIL.appOnlyScopes()).isEmpty();
        assertThat(MailPlatform.GMAIL.pop3TokenOnItsOwnLine()).isFalse();
        assertThat(MailPlatform.GMAIL.submitsAs()).isEqualTo(SubmissionIdentity.MAILBOX);
        assertThat(MailPlatform.GMAIL.minimumValidity()).isZero();
    }

    @Test
    void highVolumeEmailOnlySendsAndWantsTokensThatLastAWhile() {
        MailPlatform platform = MailPlatform.MICROSOFT_365_HVE;
        assertThat(platform).hasToString("Microsoft 365 High Volume Email[SMTP smtp.hve.mx.microsoft:587 STARTTLS]");
        assertThat(platform.hosts()).containsExactly("smtp.hve.mx.microsoft", "smtp-hve.office365.com");
        assertThat(platform.delegatedScopes()).containsExactly("https://outlook.office.com/Mail.Send");
        assertThat(platform.appOnlyScopes()).containsExactly("https://outlook.office.com/.default");
        assertThat(platform.minimumValidity()).isEqualTo(Duration.ofMinutes(20));
        assertThat(platform.submitsAs()).isEqualTo(SubmissionIdentity.MAILBOX);
        assertThatThrownBy(() -> platform.delegatedScopes(MailProtocol.SMTP, MailProtocol.IMAP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no server for IMAP")
                .hasMessageContaining("[SMTP smtp.hve.mx.microsoft:587 STARTTLS]");
    }

    @Test
    void noPresetAsksForARefreshToken() {
        assertThat(PRESETS)
                .allSatisfy(platform ->
                        assertThat(platform.delegatedScopes()).isNotEmpty().doesNotContain("offline_access", "openid"));
    }

    @Test
    void aCustomPlatformHasNoScopesAndCarefulRules() {
        MailPlatform ours = MailPlatform.custom("ours", SMTP);
        assertThat(ours.delegatedScopes()).isEmpty();
        assertThat(ours.appOnlyScopes()).isEmpty();
        assertThat(ours.pop3TokenOnItsOwnLine()).isTrue();
        assertThat(ours.minimumValidity()).isZero();
        assertThat(ours.submitsAs()).isEqualTo(SubmissionIdentity.ACCOUNT);
    }

    @Test
    void everyRuleMayBeChangedAndTheOriginalStays() {
        MailPlatform before = MailPlatform.custom("ours", SMTP);
        MailPlatform after = before.withHosts("MX2.example.org.")
                .withDelegatedScopes(MailProtocol.SMTP, "mail", "send")
                .withAppOnlyScopes("all")
                .withPop3TokenOnItsOwnLine(false)
                .withMinimumValidity(Duration.ofMinutes(5))
                .withSubmissionIdentity(SubmissionIdentity.MAILBOX);
        assertThat(after.hosts()).containsExactly("mail.example.org", "mx2.example.org");
        assertThat(after.delegatedScopes()).containsExactly("mail", "send");
        assertThat(after.appOnlyScopes()).containsExactly("all");
        assertThat(after.pop3TokenOnItsOwnLine()).isFalse();
        assertThat(after.minimumValidity()).isEqualTo(Duration.ofMinutes(5));
        assertThat(after.submitsAs()).isEqualTo(SubmissionIdentity.MAILBOX);
        assertThat(after.name()).isEqualTo("ours");
        assertThat(after.server(MailProtocol.SMTP)).contains(SMTP);
        assertThat(before.hosts()).containsExactly("mail.example.org");
        assertThat(before.delegatedScopes()).isEmpty();
        assertThat(before.pop3TokenOnItsOwnLine()).isTrue();
    }

    @Test
    void aWrongRuleIsRefusedByName() {
        MailPlatform ours = MailPlatform.custom("ours", SMTP);
        assertThatThrownBy(() -> ours.withHosts("https://mail.example.org"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("furtherHosts");
        assertThatThrownBy(() -> ours.withDelegatedScopes(MailProtocol.SMTP, "mail send"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("single scope");
        assertThatThrownBy(() -> ours.withDelegatedScopes(MailProtocol.IMAP, "mail"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no server for IMAP");
        assertThatThrownBy(() -> ours.withAppOnlyScopes(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("single scope");
        assertThatThrownBy(() -> ours.withMinimumValidity(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("minimumValidity is PT-1S");
    }

    private static MailPlatform preset(String name) {
        return PRESETS.stream()
                .filter(platform -> platform.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
