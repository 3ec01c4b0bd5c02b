package io.github.mailbearer.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.InteractionRequiredException;
import io.github.mailbearer.TokenException;
import io.github.mailbearer.TokenRequestDeniedException;
import io.github.mailbearer.TokenUnavailableException;
import io.github.mailbearer.diagnosis.EntraAnswers.Answer;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each answer of Entra is recognised, in whatever form it comes. */
class EntraRowsTest {

    private static final String IDS = " Trace ID: 0f6a2c1e-9b1d-4a47-8f5e-6d5c4b3a2f00 Correlation ID:"
            + " 7d0c3f52-1a2b-4c3d-9e8f-0123456789ab Timestamp: 2026-11-22 10:20:30Z";

    private static String wording(Answer answer) {
        return "AADSTS" + answer.number() + ": " + answer.description() + IDS;
    }

    private static Map<String, String> forms(Answer answer) {
        return Map.of(
                "JSON",
                json(answer),
                "MSAL4J",
                msal(answer),
                "page",
                page(answer),
                "callback",
                callback(answer),
                "Python",
                python(answer),
                "address",
                "Token request failed. See " + uri(answer));
    }

    private static String uri(Answer answer) {
        return "https://login.microsoftonline.com/error?code=" + answer.number();
    }

    private static String json(Answer answer) {
        return "{\"error\":\"" + answer.error() + "\",\"error_description\":\""
                + wording(answer).replace(" Trace", "\\r\\nTrace")
                + "\",\"error_codes\":[" + answer.number() + "],\"timestamp\":\"2026-11-22 10:20:30Z\",\"trace_id\":"
                + "\"0f6a2c1e-9b1d-4a47-8f5e-6d5c4b3a2f00\",\"correlation_id\":\"7d0c3f52-1a2b-4c3d-9e8f-0123456789ab\","
                + "\"error_uri\":\"" + uri(answer) + "\"}";
    }

    private static String msal(Answer answer) {
        return "java.util.concurrent.ExecutionException: com.microsoft.aad.msal4j.MsalServiceException: "
                + wording(answer) + "\n\tat java.base/java.util.concurrent.CompletableFuture.reportGet("
                + "CompletableFuture.java:396)\nCaused by: com.microsoft.aad.msal4j.MsalServiceException: "
                + wording(answer) + "\n\tat com.microsoft.aad.msal4j.MsalServiceExceptionFactory."
                + "fromHttpResponse(MsalServiceExceptionFactory.java:43)";
    }

    private static String page(Answer answer) {
        return "Sign in\nSorry, but we’re having trouble signing you in.\n\n" + wording(answer)
                + "\n\nTroubleshooting details\nRequest Id: 0f6a2c1e-9b1d-4a47-8f5e-6d5c4b3a2f00";
    }

    private static String callback(Answer answer) {
        return "GET /callback?error=" + answer.error() + "&error_description="
                + URLEncoder.encode(wording(answer), UTF_8) + "&state=12345";
    }

    private static String python(Answer answer) {
        return "[2026-11-22 10:20:31] ERROR {'error': '" + answer.error() + "', 'error_description': \""
                + wording(answer) + "\", 'error_codes': [" + answer.number() + "]}";
    }

    @ParameterizedTest
    @MethodSource("answers")
    void isRecognisedInEveryForm(Answer answer) {
        forms(answer).forEach((form, text) -> {
            Diagnosis diagnosis = Diagnosis.ofText(text);

            assertThat(diagnosis.id()).as(form).isEqualTo(answer.entry());
            assertThat(diagnosis.kind().word()).as(form).isEqualTo(answer.kind());
            assertThat(diagnosis.evidence().aadsts()).as(form).startsWith(answer.number());
        });
    }

    static List<Answer> answers() {
        return EntraAnswers.all();
    }

    @ParameterizedTest
    @MethodSource("answers")
    void isRecognisedInOurOwnExceptions(Answer answer) {
        Map<String, String> details = Map.of(
                "status", "400",
                "error_codes", Integer.toString(answer.number()),
                "tenant", "contoso.com",
                "client_id", "00000000-1111-2222-3333-444444444444",
                "scope", "https://outlook.office365.com/.default");
        TokenException failure = new TokenRequestDeniedException("Something happened.", answer.error(), details, null);

        Diagnosis diagnosis = Diagnosis.of(new IllegalStateException("Sending failed", failure));

        assertThat(diagnosis.id()).isEqualTo(answer.entry());
        assertThat(diagnosis.kind().word()).isEqualTo(answer.kind());
        assertThat(diagnosis.report()).doesNotContain("{", "}");
    }

    @ParameterizedTest
    @MethodSource("answers")
    void isRecognisedByErrorAndNumberAlone(Answer answer) {
        Symptom symptom =
                Symptom.ofTokenError(400, answer.error(), Map.of("error_codes", Integer.toString(answer.number())));

        assertThat(Diagnosis.of(symptom, Facts.none(), Catalogue.builtIn()).id())
                .isEqualTo(answer.entry());
    }

    /** The words of which none says what is wrong: they stand for two entries, or for anything. */
    private static final List<Integer> MUTE = List.of(
            70002, 50012, 700011, 70001, 50001, 16000, 90072, 700027, 90095, 65005, 53002, 53011, 50055, 50144, 50057,
            50074, 70005, 70007, 50089, 50133, 90055, 90006, 90012, 90090, 40010, 70012, 90056, 70018, 70019, 90119,
            90120, 50134, 50087);

    static List<Answer> tellingAnswers() {
        return EntraAnswers.all().stream()
                .filter(answer -> !MUTE.contains(answer.number()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("tellingAnswers")
    void isRecognisedByItsWordsWhereTheNumberWasLost(Answer answer) {
        Diagnosis diagnosis =
                Diagnosis.ofText("The token request was refused by login.microsoftonline.com: " + answer.description());

        assertThat(diagnosis.id()).isEqualTo(answer.entry());
    }

    @Test
    void everyEntryOfEntraIsThere() {
        assertThat(IntStream.rangeClosed(1, 55).mapToObj(number -> "E" + number))
                .allSatisfy(id -> assertThat(Catalogue.builtIn().entry(id)).isPresent());
        assertThat(EntraAnswers.all().stream().map(Answer::entry).distinct()).hasSize(53);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unauthorized_client: The client does not exist or is not enabled for consumers. If you are the application"
                        + " developer, configure a new application through the App Registrations in the Azure Portal",
                "https://app.contoso.com/cb?error=unauthorized_client&error_description=The+client+does+not+exist+or+is+not"
                        + "+enabled+for+consumers."
            })
    void anApplicationForWorkAccountsOnlyHasNoNumber(String text) {
        assertThat(Diagnosis.ofText(text.replace('+', ' ')).id()).isEqualTo("E19");
    }

    @ParameterizedTest
    @CsvSource({
        "E48, 429, temporarily_unavailable",
        "E48, 429, invalid_request",
        "E49, 503, temporarily_unavailable",
        "E49, 500, server_error",
        "E52, 400, slow_down",
        "E14, 400, invalid_resource"
    })
    void isRecognisedByItsStatusOrErrorAlone(String entry, int status, String error) {
        Symptom symptom = Symptom.ofTokenError(status, error, Map.of());

        assertThat(Diagnosis.of(symptom, Facts.none(), Catalogue.builtIn()).id())
                .isEqualTo(entry);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.microsoft.aad.msal4j.MsalThrottlingException: Request was throttled according to instructions from STS."
                        + " Retry in 59000 ms.",
                "POST https://login.microsoftonline.com/contoso.com/oauth2/v2.0/token HTTP/1.1 429 Too Many Requests"
            })
    void isThrottled(String text) {
        assertThat(Diagnosis.ofText(text).id()).isEqualTo("E48");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.microsoft.aad.msal4j.MsalClientException: java.net.UnknownHostException: login.microsoftonline.com",
                "java.net.UnknownHostException: login.microsoftonline.us: Name or service not known",
                "com.microsoft.aad.msal4j.MsalClientException: java.net.ConnectException: Connection timed out",
                "com.microsoft.aad.msal4j.MsalClientException: javax.net.ssl.SSLHandshakeException: PKIX path building failed:"
                        + " sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification"
                        + " path to requested target",
                "java.io.IOException: Unable to tunnel through proxy. Proxy returns \"HTTP/1.1 407 Proxy Authentication"
                        + " Required\" at com.microsoft.aad.msal4j, https://login.microsoftonline.com/contoso.com/",
                "requests.exceptions.ConnectionError: HTTPSConnectionPool(host='login.microsoftonline.com', port=443): Max"
                        + " retries exceeded with url: /common/oauth2/v2.0/token (Caused by NewConnectionError('Failed to"
                        + " establish a new connection: [Errno 110] Connection timed out'))",
                "curl: (6) Could not resolve host: login.microsoftonline.com",
                "Error: getaddrinfo ENOTFOUND login.microsoftonline.com"
            })
    void theLoginHostIsOutOfReach(String text) {
        Diagnosis diagnosis = Diagnosis.ofText(text);

        assertThat(diagnosis.id()).isEqualTo("E53");
        assertThat(diagnosis.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(diagnosis.causes().get(0).likelihood()).isEqualTo(Cause.Likelihood.CONFIRMED);
    }

    static Stream<Exception> brokenConnections() {
        return Stream.of(
                new UnknownHostException("login.microsoftonline.com"),
                new ConnectException("Connection refused"),
                new SSLHandshakeException("PKIX path building failed"));
    }

    @ParameterizedTest
    @MethodSource("brokenConnections")
    void theLoginHostIsOutOfReachAsOurExceptionsTellIt(Exception cause) {
        assertThat(Diagnosis.of(new TokenUnavailableException("No answer.", cause))
                        .id())
                .isEqualTo("E53");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jakarta.mail.MessagingException: Unknown SMTP host: smtp.office365.com;\n  nested exception is:\n"
                        + "\tjava.net.UnknownHostException: smtp.office365.com",
                "java.net.UnknownHostException: outlook.office365.com",
                "org.eclipse.angus.mail.util.MailConnectException: Couldn't connect to host, port: outlook.office365.com, 993;"
                        + " timeout 10000; nested exception is: java.net.ConnectException: Connection refused",
                "jakarta.mail.MessagingException: Could not convert socket to TLS; nested exception is:"
                        + " javax.net.ssl.SSLHandshakeException: PKIX path building failed",
                "java.net.UnknownHostException: db.contoso.com",
                "nginx: 10.0.0.1 \"GET /index.html HTTP/1.1\" 500 550",
                "open() failed: ACCESS_DENIED"
            })
    void aMailHostOutOfReachIsSomethingElse(String text) {
        assertThat(Diagnosis.ofText(text).id()).doesNotStartWith("E").doesNotStartWith("R");
    }

    @Test
    void aResponseWithoutARefreshTokenIsRecognised() {
        assertThat(Diagnosis.ofText("Microsoft: Access token does not provide a refresh token (microsoftonline)")
                        .id())
                .isEqualTo("E54");
        assertThat(Diagnosis.ofText(
                                "MailboxNotConnectedException: Entra gave no refresh token, without which the connection"
                                        + " would end within the hour.")
                        .id())
                .isEqualTo("E54");
    }

    @Test
    void anAnswerThatIsNoneOfATokenEndpointIsRecognised() {
        assertThat(Diagnosis.of(new TokenUnavailableException(
                                "login.microsoftonline.com answered the request for a token of x with HTTP 200 and text/html,"
                                        + " but it holds no access_token of visible ASCII characters."))
                        .id())
                .isEqualTo("E55");
        assertThat(Diagnosis.ofText("com.microsoft.aad.msal4j.MsalJsonParsingException: Unexpected character ('<')")
                        .id())
                .isEqualTo("E55");
    }

    @ParameterizedTest
    @CsvSource({
        "E52, authorization_pending, LATER",
        "E52, slow_down, LATER",
        "E52a, expired_token, AFTER_A_CHANGE",
        "E52a, authorization_declined, AFTER_A_CHANGE",
        "E52a, bad_verification_code, AFTER_A_CHANGE"
    })
    void onlyASignInThatStillRunsIsAskedForAgain(String entry, String error, Retry.Advice advice) {
        Diagnosis diagnosis =
                Diagnosis.of(Symptom.ofTokenError(400, error, Map.of()), Facts.none(), Catalogue.builtIn());

        assertThat(diagnosis.id()).isEqualTo(entry);
        assertThat(diagnosis.retry().advice()).isEqualTo(advice);
    }

    @Test
    void aPortalDoesNotGoAwayByTryingAgain() {
        assertThat(Catalogue.builtIn().entry("E55").orElseThrow().retry().advice())
                .isEqualTo(Retry.Advice.AFTER_A_CHANGE);
    }

    @Test
    void nothingIsOpenedBeforeSomebodyHasAskedWhyItWasShut() {
        Remedy disabled = Diagnosis.ofText("AADSTS7000112").remedies().get(0);
        Diagnosis notAssigned = Diagnosis.ofText("AADSTS50105");

        assertThat(disabled.text()).startsWith("Find out first who disabled it");
        assertThat(notAssigned.report()).doesNotContain("AppRoleAssignmentRequired");
    }

    @Test
    void aManagedIdentityIsNoApplicationWithABadRequest() {
        assertThat(Diagnosis.of(new TokenRequestDeniedException(
                                "Azure has no token of the system-assigned managed identity for x (HTTP 400): Identity not"
                                        + " found.",
                                "invalid_request",
                                Map.of("status", "400"),
                                null))
                        .id())
                .isEqualTo("A1");
        assertThat(Diagnosis.of(new TokenUnavailableException(
                                "The endpoint for managed identities gave no answer.", new ConnectException("refused")))
                        .id())
                .isEqualTo("A2");
    }

    @ParameterizedTest
    @CsvSource({
        "R1, invalid_client, credential",
        "R2, invalid_grant, sign-in",
        "R3, unauthorized_client, configuration",
        "R4, invalid_scope, configuration",
        "R5, invalid_request, protocol",
        "R6, unsupported_grant_type, configuration",
        "R7, access_denied, consent",
        "R8, temporarily_unavailable, transient",
        "R9, server_error, transient",
        "R10, interaction_required, sign-in",
        "R11, login_required, sign-in",
        "R12, consent_required, consent"
    })
    void whatIsStandardIsUnderstoodWithoutANumber(String entry, String error, String kind) {
        Symptom refused = Symptom.ofTokenError(400, error, Map.of("error_codes", "999999"));

        Diagnosis diagnosis = Diagnosis.of(refused, Facts.none(), Catalogue.builtIn());

        assertThat(diagnosis.id()).isEqualTo(entry);
        assertThat(diagnosis.kind().word()).isEqualTo(kind);
        assertThat(Diagnosis.ofText("{\"error\":\"" + error + "\",\"error_description\":\"No.\"}")
                        .id())
                .isEqualTo(entry);
    }

    @Test
    void whoAsksDecidesWhichRemedyIsTheFirst() {
        InteractionRequiredException refused =
                new InteractionRequiredException("x", "invalid_grant", Map.of("error_codes", "65001"), null);
        Facts application = Facts.builder()
                .scopes(List.of("https://outlook.office365.com/.default"))
                .build();
        Facts person = Facts.builder()
                .scopes(List.of("https://outlook.office.com/SMTP.Send", "offline_access"))
                .build();

        assertThat(Diagnosis.of(refused, application).remedies().get(0).text()).contains("SMTP.SendAsApp");
        assertThat(Diagnosis.of(refused, person).remedies().get(0).text()).startsWith("Connect the mailbox again");
        assertThat(Diagnosis.of(refused, person).remedies())
                .noneMatch(remedy -> remedy.text().contains("SendAsApp"));
    }

    @Test
    void theNumberDecidesWhichCauseIsTheRightOne() {
        Diagnosis diagnosis = Diagnosis.of(
                Symptom.ofTokenError(400, "invalid_grant", Map.of("error_codes", "700084")),
                Facts.none(),
                Catalogue.builtIn());

        assertThat(diagnosis.causes().get(0).likelihood()).isEqualTo(Cause.Likelihood.CONFIRMED);
        assertThat(diagnosis.cause()).contains("single-page application");
        assertThat(diagnosis.remedies().get(0).text()).startsWith("Move the redirect URI to the platform Web");
    }

    @Test
    void commandsHoldTheValuesOfTheSetUp() {
        TokenRequestDeniedException refused = new TokenRequestDeniedException(
                "x",
                "unauthorized_client",
                Map.of(
                        "error_codes",
                        "7000112",
                        "tenant",
                        "contoso.com",
                        "client_id",
                        "00000000-1111-2222-3333-444444444444"),
                null);

        assertThat(Diagnosis.of(refused).remedies().get(0).commands())
                .contains(
                        "Connect-MgGraph -TenantId 'contoso.com' -Scopes 'Application.ReadWrite.All'",
                        "Update-MgServicePrincipalByAppId -AppId '00000000-1111-2222-3333-444444444444'"
                                + " -AccountEnabled:$true");
    }
}
