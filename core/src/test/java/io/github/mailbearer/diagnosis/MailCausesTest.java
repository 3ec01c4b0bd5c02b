package io.github.mailbearer.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.diagnosis.Cause.Likelihood;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers that do not say why: what may be the cause, and which it is once the token is known. */
class MailCausesTest {

    private static final String SMTP = "535 5.7.3 Authentication unsuccessful";
    private static final String IMAP = "NO AUTHENTICATE failed.";
    private static final String POP3 = "-ERR Authentication failure: unknown user name or bad password.";

    private static final String TENANT = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
    private static final String CLIENT = "6fa459ea-ee8a-4ca4-894e-db77e160355e";
    private static final String OBJECT = "16fd2706-8baf-433b-82eb-8c7fada847da";
    private static final String REGISTRATION = "886313e1-3b8a-4372-9b90-0c9aee199e5d";

    private static final String APP = """
            {"aud":"https://outlook.office365.com","tid":"%s","appid":"%s","oid":"%s","idtyp":"app",
             "roles":["SMTP.SendAsApp","IMAP.AccessAsApp","POP.AccessAsApp"]}""".formatted(TENANT, CLIENT, OBJECT);

    @Test
    void exchangeMayMeanManyThings() {
        assertThat(diagnose(SMTP, Facts.none()).causes())
                .extracting(Cause::id)
                .containsExactly("S2", "S3", "S4", "S5", "S6", "S1a", "S8", "S1b", "S17", "");
        assertThat(diagnose(IMAP, Facts.none()).causes())
                .extracting(Cause::id)
                .startsWith("S2", "S1a", "S5", "S6", "I1a");
        assertThat(diagnose(POP3, Facts.none()).causes())
                .extracting(Cause::id)
                .startsWith("S2", "S1a", "S5", "S6", "I1a");
        assertThat(diagnose("BAD User is authenticated but not connected.", Facts.none())
                        .causes())
                .extracting(Cause::id)
                .startsWith("I1a", "S6");
        assertThat(diagnose("430 4.2.0 STOREDRV; mailbox logon failure; MapiExceptionLogonFailed", Facts.none())
                        .causes())
                .extracting(Cause::id)
                .startsWith("S6", "S5");
        assertThat(diagnose("535 5.7.8 Username and Password not accepted - gsmtp", Facts.none())
                        .causes())
                .extracting(Cause::id)
                .contains("G1", "G10");
    }

    @ParameterizedTest
    @ValueSource(strings = {SMTP, IMAP, POP3})
    void aTokenForGraphIsTheCauseWhateverElseIsWrong(String reply) {
        for (String token : List.of(
                "{\"aud\":\"https://graph.microsoft.com\",\"scp\":\"SMTP.Send\",\"upn\":\"jo@contoso.com\"}",
                "{\"aud\":\"00000003-0000-0000-c000-000000000000\",\"idtyp\":\"app\",\"oid\":\"" + OBJECT + "\"}",
                "{\"aud\":\"https://graph.microsoft.com/\",\"scp\":\"Mail.Read\",\"upn\":\"other@contoso.com\"}")) {
            Facts facts = facts(token)
                    .account("other@contoso.com")
                    .registeredObjectId(REGISTRATION)
                    .build();

            assertThat(diagnose(reply, facts).id()).as(token).isEqualTo("S2");
        }
    }

    @Test
    void aUserWhoIsNotTheTokensOwnIsTheCause() {
        String token = person("jo.smith@contoso.com");

        assertThat(diagnose(SMTP, facts(token).build()).id()).isEqualTo("S3");
        assertThat(diagnose(SMTP, facts(token).user("jo.smith@contoso.com").build())
                        .id())
                .isEqualTo("S1");
        assertThat(diagnose(IMAP, facts(token).build()).id()).isEqualTo("I1a");
        assertThat(diagnose(POP3, facts(token).build()).id()).isEqualTo("I1a");
    }

    @Test
    void aSharedMailboxAsTheUserIsTheCause() {
        Facts facts = facts(person("jo.smith@contoso.com"))
                .account("jo.smith@contoso.com")
                .user("jo@contoso.com")
                .build();

        Diagnosis diagnosis = diagnose(SMTP, facts);

        assertThat(diagnosis.id()).isEqualTo("S4");
        assertThat(diagnosis.remedies().get(0).commands())
                .containsExactly("Add-RecipientPermission -Identity 'jo@contoso.com' -Trustee 'jo.smith@contoso.com'"
                        + " -AccessRights SendAs");
    }

    @ParameterizedTest
    @ValueSource(strings = {SMTP, IMAP, POP3})
    void anotherObjectIdIsTheCause(String reply) {
        Diagnosis diagnosis =
                diagnose(reply, facts(APP).registeredObjectId(REGISTRATION).build());

        assertThat(diagnosis.id()).isEqualTo("S5");
        assertThat(diagnosis.kind()).isEqualTo(Kind.PERMISSION);
        assertThat(diagnosis.remedies().get(0).commands())
                .contains("New-ServicePrincipal -AppId '" + CLIENT + "' -ObjectId '" + OBJECT
                        + "' -DisplayName 'Mail application'");
    }

    @ParameterizedTest
    @ValueSource(strings = {SMTP, IMAP, POP3})
    void aMissingRightOnTheMailboxIsTheCauseIfTheRegistrationIsRight(String reply) {
        Diagnosis diagnosis =
                diagnose(reply, facts(APP).registeredObjectId(OBJECT).build());

        assertThat(diagnosis.id()).isEqualTo("S6");
        assertThat(diagnosis.remedies().get(0).commands())
                .containsExactly("Add-MailboxPermission -Identity 'jo@contoso.com' -User '" + OBJECT
                        + "' -AccessRights FullAccess");
    }

    @ParameterizedTest
    @ValueSource(strings = {IMAP, POP3})
    void aTokenWithoutThePermissionIsTheCause(String reply) {
        String token = "{\"aud\":\"https://outlook.office365.com\",\"idtyp\":\"app\",\"roles\":[\"Mail.Read\"]}";

        Diagnosis diagnosis = diagnose(reply, facts(token).build());

        assertThat(diagnosis.id()).isEqualTo("S1a");
        assertThat(diagnosis.kind()).isEqualTo(Kind.CONSENT);
    }

    @Test
    void aPersonsTokenWithoutThePermissionIsTheCauseOfSubmissionToo() {
        String token =
                "{\"aud\":\"https://outlook.office.com\",\"upn\":\"jo@contoso.com\",\"scp\":\"IMAP.AccessAsUser.All\"}";

        assertThat(diagnose(SMTP, facts(token).build()).id()).isEqualTo("S1a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"roles\":[\"IMAP.AccessAsApp\"]"})
    void anApplicationMaySubmitWithoutARole(String roles) {
        String token =
                "{\"aud\":\"https://outlook.office365.com\",\"idtyp\":\"app\",\"oid\":\"" + OBJECT + "\"" + roles + "}";

        Diagnosis diagnosis = diagnose(SMTP, facts(token).build());

        assertThat(diagnosis.id()).isEqualTo("S1");
        assertThat(diagnosis.causes())
                .filteredOn(cause -> cause.likelihood() == Likelihood.POSSIBLE)
                .extracting(Cause::id)
                .startsWith("S5", "S6", "S1a", "S8");
    }

    @Test
    void highVolumeEmailHasAPermissionOfItsOwn() {
        String token = "{\"aud\":\"https://outlook.office.com\",\"idtyp\":\"app\",\"roles\":[\"Mail.Send\"]}";

        Diagnosis diagnosis =
                diagnose(SMTP, facts(token).server("smtp.hve.mx.microsoft:587").build());

        assertThat(diagnosis.id()).isEqualTo("S1");
        assertThat(diagnosis.causes())
                .filteredOn(cause -> cause.id().equals("S1a"))
                .extracting(Cause::likelihood)
                .containsExactly(Likelihood.RULED_OUT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.",
                "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox.",
                "535 5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults policy.",
                "535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated"
            })
    void whatIsSwitchedOffIsThatOfTheAccountThatSignsInNotOfTheSharedMailbox(String reply) {
        Diagnosis diagnosis = diagnose(
                reply,
                Facts.builder()
                        .mailbox("info@contoso.com")
                        .account("alice@contoso.com")
                        .build());

        assertThat(diagnosis.remedies().get(0).commands())
                .allSatisfy(command -> assertThat(command).contains("-Identity 'alice@contoso.com'"));
        assertThat(diagnosis.summary()).doesNotContain("info@contoso.com");
    }

    @Test
    void whoSendsAsASharedMailboxLearnsWhoMayNotSendAsWhom() {
        Diagnosis diagnosis = diagnose(
                "554 5.2.252 SendAsDenied",
                Facts.builder()
                        .mailbox("info@contoso.com")
                        .account("alice@contoso.com")
                        .build());

        assertThat(diagnosis.message())
                .contains("alice@contoso.com may not send as info@contoso.com")
                .contains("Send as alice@contoso.com, or let it send as info@contoso.com")
                .contains("Add-RecipientPermission -Identity 'info@contoso.com' -Trustee 'alice@contoso.com'");
        assertThat(diagnosis.report()).doesNotContain("SendFromAliasEnabled");
    }

    @Test
    void anAliasIsAllowedToTheWholeOrganisationOnlyWhereOneMayBeUsed() {
        Diagnosis diagnosis = diagnose(
                "554 5.2.252 SendAsDenied",
                Facts.builder()
                        .mailbox("info@contoso.com")
                        .from("sales@contoso.com")
                        .build());

        assertThat(diagnosis.message()).contains("-Identity 'sales@contoso.com'");
        assertThat(diagnosis.report()).contains("SendFromAliasEnabled").contains("Only if");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BAD User is authenticated but not connected.", "* BYE Connection closed. 14"})
    void nobodyIsGivenFullAccessToTheirOwnMailbox(String reply) {
        Facts own = facts(person("jo@contoso.com")).build();
        Facts shared = facts(person("alice@contoso.com")).build();
        Facts application = facts(APP).build();

        assertThat(diagnose(reply, own).report())
                .contains("Set-CASMailbox -Identity 'jo@contoso.com' -ImapEnabled $true")
                .doesNotContain("Add-MailboxPermission");
        assertThat(diagnose(reply, shared).remedies().get(0).commands())
                .containsExactly("Add-MailboxPermission -Identity 'jo@contoso.com' -User 'alice@contoso.com'"
                        + " -AccessRights FullAccess");
        assertThat(diagnose(reply, application).remedies().get(0).commands())
                .containsExactly("Add-MailboxPermission -Identity 'jo@contoso.com' -User '" + OBJECT
                        + "' -AccessRights FullAccess");
    }

    @Test
    void theServerThatIsMeantIsTried() {
        Facts facts = Facts.builder().server("outlook.office365.us:995").build();

        for (String text : List.of(
                "Could not connect to SMTP host: outlook.office365.us, port: 995",
                "org.eclipse.angus.mail.util.MailConnectException: Couldn't connect to host, port: outlook.office365.us, 995;"
                        + " timeout 10000; nested exception is: java.net.ConnectException: Connection refused",
                "org.eclipse.angus.mail.util.MailConnectException: Couldn't connect to host, port: outlook.office365.us, 995;"
                        + " timeout 10000; nested exception is: java.net.SocketTimeoutException: Connect timed out")) {
            assertThat(Diagnosis.ofText(text, facts).remedies().get(0).commands())
                    .as(text)
                    .containsExactly("Test-NetConnection -ComputerName 'outlook.office365.us' -Port '995'");
        }
        assertThat(Diagnosis.ofText(
                                "MailConnectException: Couldn't connect to host, port: outlook.office365.us, 995; timeout 1;"
                                        + " nested exception is: java.net.UnknownHostException: outlook.office365.us",
                                facts)
                        .remedies()
                        .get(0)
                        .commands())
                .containsExactly("Resolve-DnsName 'outlook.office365.us'");
    }

    @ParameterizedTest
    @CsvSource({
        "452 4.2.2 Mailbox full, M22a, LATER, 0",
        "552 5.2.2 Mailbox full, M22, AFTER_A_CHANGE, 0",
        "535 5.7.8 Username and Password not accepted - gsmtp, G3, AFTER_A_CHANGE, 0",
        "451 4.4.2 Timeout - closing connection, S32, AT_ONCE, 3"
    })
    void whatPassesIsToldFromWhatStays(String reply, String id, Retry.Advice advice, int atMost) {
        Diagnosis diagnosis = diagnose(reply, Facts.none());

        assertThat(diagnosis.id()).isEqualTo(id);
        assertThat(diagnosis.retry().advice()).isEqualTo(advice);
        assertThat(diagnosis.retry().atMost().orElse(0)).isEqualTo(atMost);
    }

    @Test
    void aPersonalAccountAtTheServerOfOrganisationsIsTheCause() {
        Facts facts = Facts.builder().mailbox("jo@outlook.com").build();

        assertThat(diagnose(
                                SMTP,
                                facts.toBuilder()
                                        .server("smtp.office365.com:587")
                                        .build())
                        .id())
                .isEqualTo("S1b");
        assertThat(diagnose(
                                SMTP,
                                facts.toBuilder()
                                        .server("smtp-mail.outlook.com:587")
                                        .build())
                        .id())
                .isEqualTo("S1");
    }

    @Test
    void aGoodTokenLeavesOnlyWhatExchangeKnows() {
        List<Cause> causes = diagnose(SMTP, facts(APP).build()).causes();

        assertThat(causes)
                .filteredOn(cause -> cause.likelihood() == Likelihood.RULED_OUT)
                .extracting(Cause::id)
                .containsExactly("S2", "S3", "S4", "S1a", "S1b");
        assertThat(causes.get(0).id()).isEqualTo("S5");
        assertThat(causes.get(1).id()).isEqualTo("S6");
    }

    private static Facts.Builder facts(String claims) {
        String token = "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8)) + ".";
        return Facts.builder()
                .mailbox("jo@contoso.com")
                .claims(TokenClaims.of(token).orElseThrow());
    }

    private static String person(String upn) {
        return "{\"aud\":\"https://outlook.office.com\",\"upn\":\"" + upn
                + "\",\"scp\":\"SMTP.Send IMAP.AccessAsUser.All POP.AccessAsUser.All\"}";
    }

    private static Diagnosis diagnose(String reply, Facts facts) {
        Place place = reply.startsWith("-ERR") ? Place.POP3 : reply.matches("\\d.*") ? Place.SMTP : Place.IMAP;
        return Diagnosis.of(Symptom.ofReply(place, reply, null), facts, Catalogue.builtIn());
    }
}
