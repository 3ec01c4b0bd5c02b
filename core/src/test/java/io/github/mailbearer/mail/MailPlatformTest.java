package io.github.mailbearer.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Session;
import org.junit.jupiter.api.Test;

class MailPlatformTest {

    private static final MailServer SMTP =
            MailServer.of(MailProtocol.SMTP, "Mail.Example.ORG.", 465, TransportSecurity.IMPLICIT_TLS);

    @Test
    void microsoft365IsReachedOnPort587WithStartTls() {
        assertThat(MailPlatform.MICROSOFT_365.server(MailProtocol.SMTP))
                .contains(MailServer.of(MailProtocol.SMTP, "smtp.office365.com", 587, TransportSecurity.STARTTLS));
        assertThat(MailPlatform.MICROSOFT_365.hosts()).contains("smtp.office365.com", "outlook.office365.com");
    }

    @Test
    void itsSessionHasSafeDefaultsThatMayBeOverridden() {
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
}
