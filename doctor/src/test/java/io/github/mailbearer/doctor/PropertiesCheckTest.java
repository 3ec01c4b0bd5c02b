package io.github.mailbearer.doctor;

import static io.github.mailbearer.mail.MailProtocol.IMAP;
import static io.github.mailbearer.mail.MailProtocol.SMTP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.mail.MailProtocol;
import java.time.Instant;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The properties of an application's Session are judged by the library that would read them. */
class PropertiesCheckTest {

    @Test
    void takesWhatTheLibraryCompletes() {
        assertThat(check(SMTP, "mail.smtp.host=smtp.office365.com").status()).isEqualTo(Status.PASS);
    }

    @Test
    void takesImplicitTlsUnderEitherName() {
        assertThat(check(IMAP, "mail.imap.host=outlook.office365.com", "mail.imap.ssl.enable=true")
                        .status())
                .isEqualTo(Status.PASS);
        assertThat(check(IMAP, "mail.imaps.host=outlook.office365.com").status())
                .isEqualTo(Status.PASS);
    }

    @Test
    void refusesWhatWouldBetrayTheToken() {
        Finding finding = check(SMTP, "mail.smtp.host=smtp.office365.com", "mail.smtp.starttls.required=false");

        assertThat(finding.status()).isEqualTo(Status.FAIL);
        assertThat(finding.advice()).asString().contains("mail.smtp.starttls.required=true");
    }

    @Test
    void refusesThePortThatExchangeOnlineHasNot() {
        assertThat(check(SMTP, "mail.smtp.host=smtp.office365.com", "mail.smtp.port=465")
                        .status())
                .isEqualTo(Status.FAIL);
    }

    @Test
    void warnsOfPropertiesOfTheOtherName() {
        Finding finding = check(
                IMAP,
                "mail.store.protocol=imaps",
                "mail.imap.host=outlook.office365.com",
                "mail.host=outlook.office365.com");

        assertThat(finding.status()).isEqualTo(Status.WARN);
        assertThat(finding.advice()).asString().contains("mail.imaps.host=outlook.office365.com");
    }

    @Test
    void isNotNeededWithoutProperties() {
        DoctorSettings settings = settings(SMTP).build();

        assertThat(new PropertiesCheck(new SetUp(settings))
                        .examine(Findings.NONE)
                        .status())
                .isEqualTo(Status.SKIP);
    }

    private static Finding check(MailProtocol protocol, String... lines) {
        Properties properties = new Properties();
        properties.setProperty("mail.user", "noreply@contoso.com");
        for (String line : lines) {
            String[] parts = line.split("=", 2);
            properties.setProperty(parts[0], parts[1]);
        }
        DoctorSettings settings =
                settings(protocol).sessionProperties(properties).build();
        return new PropertiesCheck(new SetUp(settings)).examine(Findings.NONE);
    }

    private static DoctorSettings.Builder settings(MailProtocol protocol) {
        return DoctorSettings.builder()
                .mailbox("noreply@contoso.com")
                .protocol(protocol)
                .accessToken(AccessToken.of("token", Instant.MAX));
    }
}
