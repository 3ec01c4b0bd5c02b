package io.github.mailbearer.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminScriptTest {

    private static final String OBJECT = "9b0b2a5d-0f9c-4c1c-8f68-3c5f6f0f3f0b";
    private static final String CLIENT = "5c1e7b8e-54a6-4d0e-9d27-6a2b1d6f2c11";

    private static final TokenClaims APPLICATION =
            claims("{\"idtyp\":\"app\",\"appid\":\"" + CLIENT + "\",\"oid\":\"" + OBJECT + "\"}");
    private static final TokenClaims PERSON = claims("{\"scp\":\"SMTP.Send\",\"upn\":\"kim@contoso.com\"}");

    @Test
    void letsAnApplicationOpenAMailboxByValuesOfItsToken() {
        assertThat(script(
                        Facts.builder()
                                .tenantId("contoso.com")
                                .mailbox("noreply@contoso.com")
                                .claims(APPLICATION),
                        Place.SMTP))
                .contains("\nConnect-ExchangeOnline -Organization 'contoso.com'\n")
                .contains("\nGet-ServicePrincipal | Where-Object AppId -eq '" + CLIENT + "' |")
                .contains("\n#New-ServicePrincipal -AppId '" + CLIENT + "' -ObjectId '" + OBJECT + "' ")
                .contains("\n#Add-MailboxPermission -Identity 'noreply@contoso.com' -User '" + OBJECT + "' ")
                .contains(
                        "\n#Set-CASMailbox -Identity 'noreply@contoso.com' -SmtpClientAuthenticationDisabled $false\n")
                .doesNotContain("Remove-ServicePrincipal", "ImapEnabled", "PopEnabled", "HVE", "<mailbox>");
    }

    @Test
    void changesNothingAsItStands() {
        Facts everything = Facts.builder()
                .mailbox("info@contoso.com")
                .account("kim@contoso.com")
                .from("sales@contoso.com")
                .registeredObjectId(CLIENT)
                .claims(APPLICATION)
                .build();

        for (Facts facts : Set.of(
                everything, Facts.none(), everything.toBuilder().claims(PERSON).build())) {
            assertThat(AdminScript.of(facts, Set.of(Place.SMTP, Place.IMAP, Place.POP3))
                            .text()
                            .lines())
                    .filteredOn(line -> !line.isEmpty() && !line.startsWith("#"))
                    .isNotEmpty()
                    .allMatch(line -> line.matches("(?:Get|Test|Connect)-.*"));
        }
    }

    @Test
    void removesAServicePrincipalOfAWrongObjectId() {
        assertThat(script(Facts.builder().registeredObjectId(CLIENT).claims(APPLICATION), Place.IMAP))
                .contains("\n#Remove-ServicePrincipal -Identity '" + CLIENT + "'\n");
    }

    @Test
    void letsAPersonSendFromASharedMailbox() {
        assertThat(script(
                        Facts.builder()
                                .mailbox("info@contoso.com")
                                .account("kim@contoso.com")
                                .claims(PERSON),
                        Place.SMTP))
                .contains("\n#Set-CASMailbox -Identity 'kim@contoso.com' -SmtpClientAuthenticationDisabled $false\n")
                .contains("\n#Add-RecipientPermission -Identity 'info@contoso.com' -Trustee 'kim@contoso.com' ")
                .doesNotContain("ServicePrincipal ", "FullAccess");
    }

    @Test
    void letsAPersonReadASharedMailbox() {
        assertThat(script(
                        Facts.builder()
                                .mailbox("info@contoso.com")
                                .account("kim@contoso.com")
                                .claims(PERSON),
                        Place.POP3))
                .contains("\n#Set-CASMailbox -Identity 'info@contoso.com' -PopEnabled $true\n")
                .contains("\n#Add-MailboxPermission -Identity 'info@contoso.com' -User 'kim@contoso.com' ")
                .doesNotContain("SmtpClientAuthenticationDisabled");
    }

    @Test
    void letsOthersAddressesBeSentFrom() {
        assertThat(script(
                        Facts.builder()
                                .mailbox("noreply@contoso.com")
                                .from("sales@contoso.com")
                                .claims(APPLICATION),
                        Place.SMTP))
                .contains("\n#Add-RecipientPermission -Identity 'sales@contoso.com' -Trustee '" + OBJECT + "' ");
    }

    @Test
    void putsAnApplicationOnTheListOfAHighVolumeAccount() {
        assertThat(script(
                        Facts.builder()
                                .server("smtp.hve.mx.microsoft:587")
                                .mailbox("bulk@contoso.com")
                                .claims(APPLICATION),
                        Place.SMTP))
                .contains("\n#Add-HVEAppAccess -Identity 'bulk@contoso.com' -AppIds '" + CLIENT + "'\n")
                .doesNotContain("SmtpClientAuthenticationDisabled", "ServicePrincipal ");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "login.microsoftonline.us, outlook.office365.us:993, 'O365USGovGCCHigh'",
                "login.microsoftonline.us, outlook-dod.office365.us:993, 'O365USGovDoD'",
                "login.microsoftonline.us, -, <O365USGovGCCHigh or O365USGovDoD>",
                "-, smtp.office365.us:587, 'O365USGovGCCHigh'",
                "login.partner.microsoftonline.cn, -, 'O365China'",
                "-, partner.outlook.cn:993, 'O365China'",
                "login.microsoftonline.com, outlook.office365.com:993, -",
                "-, -, -"
            },
            quoteCharacter = '"')
    void signsInToTheCloudOfTheTenant(@Nullable String loginHost, @Nullable String server, @Nullable String cloud) {
        Facts.Builder facts = Facts.builder().tenantId("contoso.com");
        if (loginHost != null) {
            facts.loginHost(loginHost);
        }
        if (server != null) {
            facts.server(server);
        }

        assertThat(script(facts, Place.IMAP))
                .contains("\nConnect-ExchangeOnline -Organization 'contoso.com'"
                        + (cloud == null ? "" : " -ExchangeEnvironmentName " + cloud) + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"common", "organizations", "Consumers"})
    void takesAWordOfTheAuthorityForNoTenant(String word) {
        assertThat(script(Facts.builder().tenantId(word), Place.IMAP)).contains("-Organization <tenant id>\n");
        assertThat(script(
                        Facts.builder()
                                .tenantId(word)
                                .claims(claims("{\"tid\":\"" + CLIENT + "\",\"upn\":\"kim@contoso.com\"}")),
                        Place.IMAP))
                .contains("-Organization '" + CLIENT + "'\n");
    }

    @Test
    void namesWhatIsNotKnown() {
        assertThat(script(Facts.builder(), Place.IMAP))
                .contains("-Organization <tenant id>\n", "-Identity <mailbox> ", "-eq <client id> ");
    }

    @Test
    void leavesOutAValueThatIsNotWhatItIsSaidToBe() {
        assertThat(script(Facts.builder().mailbox("a'; Remove-Mailbox 'b").tenantId("contoso com"), Place.IMAP))
                .contains("-Organization <tenant id>\n", "-Identity <mailbox> ")
                .doesNotContain("Remove-Mailbox");
    }

    @Test
    void takesNoPatternForAMailbox() {
        assertThat(script(Facts.builder().mailbox("*@contoso.com"), Place.IMAP)).contains("-Identity <mailbox> ");
    }

    @Test
    void asksForAMailProtocol() {
        assertThatThrownBy(() -> AdminScript.of(Facts.none(), Set.of(Place.TOKEN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("places")
                .hasMessageContaining("SMTP, IMAP or POP3");
    }

    private static String script(Facts.Builder facts, Place place) {
        return AdminScript.of(facts.build(), Set.of(place)).text();
    }

    private static TokenClaims claims(String payload) {
        return TokenClaims.of("e30." + Base64.getUrlEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8))
                        + ".c2ln")
                .orElseThrow();
    }
}
