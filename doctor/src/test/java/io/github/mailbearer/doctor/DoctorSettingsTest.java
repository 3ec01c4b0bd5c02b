package io.github.mailbearer.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.mail.MailProtocol;
import io.github.mailbearer.msal.EntraCredential;
import java.time.Instant;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What leaves nothing to check is refused, naming the argument; everything else is left to the checks. */
class DoctorSettingsTest {

    private static final AccessToken TOKEN = AccessToken.of("token", Instant.MAX);

    @Test
    void wantsAMailbox() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DoctorSettings.builder().accessToken(TOKEN).build())
                .withMessageStartingWith("mailbox is missing");
    }

    @Test
    void wantsSomethingToGetTokensWith() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> given().build())
                .withMessageContaining("clientSecret(…)")
                .withMessageContaining("accessToken(…)");
    }

    @Test
    void wantsOnePlaceToGetTokensFrom() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> given().accessToken(TOKEN).clientSecret("secret").build())
                .withMessageContaining("either the one or the other");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> given().clientSecret("secret")
                        .credential(EntraCredential.publicClient())
                        .build())
                .withMessageStartingWith("clientSecret and credential");
    }

    @Test
    void hasNoEntraAtGmail() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        given().profile(Profile.GMAIL).clientSecret("secret").build())
                .withMessageContaining("profile is gmail");
    }

    @Test
    void hasNoImapAtHighVolumeEmail() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> given().accessToken(TOKEN)
                        .profile(Profile.MICROSOFT_365_HVE)
                        .protocol(MailProtocol.IMAP)
                        .build())
                .withMessageStartingWith("protocol is IMAP");
    }

    @Test
    void takesWhatTheChecksAreFor() {
        DoctorSettings settings = given().tenantId(" ")
                .clientId("not an id")
                .clientSecret("\n")
                .scopes("a b")
                .build();

        assertThat(settings).hasToString("DoctorSettings[microsoft-365, SMTP, noreply@contoso.com]");
    }

    @Test
    void keepsWhatWasGivenWhenTheBuilderGoesOn() {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "smtp.office365.com");
        DoctorSettings.Builder builder = given().accessToken(TOKEN).sessionProperties(properties);

        DoctorSettings settings = builder.build();
        properties.clear();
        builder.mailbox("other@contoso.com");

        assertThat(settings.sessionProperties).containsEntry("mail.smtp.host", "smtp.office365.com");
        assertThat(settings.mailbox).isEqualTo("noreply@contoso.com");
    }

    @Test
    void profilesAreFoundByTheirNames() {
        assertThat(Profile.named("microsoft-365")).isSameAs(Profile.MICROSOFT_365);
        assertThat(Profile.named(" GMAIL ")).isSameAs(Profile.GMAIL);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Profile.named("hotmail"))
                .withMessageContaining("outlook-com");
    }

    private static DoctorSettings.Builder given() {
        return DoctorSettings.builder().mailbox("noreply@contoso.com");
    }
}
