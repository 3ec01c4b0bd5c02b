package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.Applications.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.aad.msal4j.MsalServiceException;
import io.github.mailbearer.TokenException;
import io.github.mailbearer.TokenRequestDeniedException;
import io.github.mailbearer.TokenUnavailableException;
import io.github.mailbearer.testkit.EntraReply;
import io.github.mailbearer.testkit.FakeEntra;
import java.net.Authenticator;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Entra itself says instead of giving a token. */
@Timeout(30)
class RefusalsTest {

    private static FakeEntra entra;

    @BeforeAll
    static void start() {
        entra = FakeEntra.start();
    }

    @AfterAll
    static void stop() {
        entra.close();
    }

    @BeforeEach
    void reset() {
        entra.reset();
    }

    private static TokenException failure(EntraReply reply) {
        entra.answerNext(reply);
        return catchThrowableOfType(
                TokenException.class, () -> Applications.provider(entra).getToken(REQUEST));
    }

    @ParameterizedTest
    @CsvSource({
        "401, invalid_client, 7000215, copy its Value",
        "401, invalid_client, 70002, copy its Value",
        "401, invalid_client, 7000222, it has expired",
        "401, invalid_client, 700027, compare the thumbprints",
        "401, invalid_client, 700024, Set this machine's clock",
        "400, unauthorized_client, 700016, not the Object ID",
        "400, unauthorized_client, 7000112, Enabled for users to sign in",
        "400, invalid_request, 90002, Directory (tenant) ID",
        "400, invalid_request, 900382, EntraApplication.Builder.cloud",
        "400, invalid_resource, 500011, https://outlook.office365.com/.default",
        "400, invalid_client, 650052, Check the licences",
        "400, invalid_request, 50194, 'tenantId the Directory (tenant) ID, a GUID'",
        "400, invalid_request, 9001023, 'tenantId the Directory (tenant) ID, a GUID'",
        "400, invalid_grant, 53003, Conditional Access",
        "400, invalid_grant, 65001, Grant admin consent",
        "400, consent_required, 90094, Grant admin consent",
        "400, invalid_scope, 1002012, https://outlook.office365.com/.default",
        "400, invalid_client, 999999, Compare it with what is registered",
        "400, unauthorized_client, 999999, Application (client) ID",
        "400, invalid_scope, 999999, for no scope at all",
        "400, invalid_resource, 999999, the tenant knows no such resource",
        "400, interaction_required, 50076, Microsoft's support",
        "403, access_denied, 999999, Microsoft's support",
    })
    void anAdministratorHasToAct(int status, String error, int number, String advice) {
        TokenException failure = failure(EntraReply.error(status, error, number, "As Entra words it."));

        assertThat(failure)
                .isInstanceOf(TokenRequestDeniedException.class)
                .hasMessageContaining("application " + entra.clientId() + " in tenant " + entra.tenantId())
                .hasMessageContaining(" (" + error + ", AADSTS" + number + ")")
                .hasMessageContaining(advice)
                .hasMessageEndingWith(" See https://login.microsoftonline.com/error?code=" + number)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("{", "}"));
        assertThat(failure.error()).contains(error);
        assertThat(failure.details())
                .containsEntry("status", Integer.toString(status))
                .containsEntry("error_codes", Integer.toString(number))
                .containsKeys("correlation_id", "trace_id", "timestamp")
                .doesNotContainKeys("error_description", "claims");
        assertThat(failure.getCause())
                .isInstanceOf(MsalServiceException.class)
                .hasMessageStartingWith("AADSTS" + number + ": As Entra words it.");
    }

    @Test
    void aWrongSecretIsToldInOneSentenceAndItsRemedyInTheNext() {
        assertThat(failure(EntraReply.invalidClientSecret()))
                .hasMessage("Entra refused the client secret of application " + entra.clientId() + " in tenant "
                        + entra.tenantId()
                        + ": it is none of the application's secrets (invalid_client, AADSTS7000215)."
                        + " Make a new client secret under Entra admin center > App registrations > the application >"
                        + " Certificates & secrets > Client secrets > New client secret and copy its Value, which is shown only once; the Secret ID beside it is not the secret."
                        + " See https://login.microsoftonline.com/error?code=7000215");
    }

    @Test
    void throttlingSaysHowLongToWait() {
        TokenException failure = failure(EntraReply.throttled(Duration.ofSeconds(7)));

        assertThat(failure)
                .isInstanceOfSatisfying(
                        TokenUnavailableException.class,
                        e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(7)))
                .hasMessageStartingWith("Entra throttles application " + entra.clientId())
                .hasMessageEndingWith("Try again in 7 s.");
        assertThat(failure.details()).containsEntry("status", "429");
    }

    @ParameterizedTest
    @CsvSource({
        "429, invalid_request, 0, one CachingTokenProvider",
        "400, invalid_grant, 50196, asks for the same token again and again",
        "400, invalid_request, 90055, one CachingTokenProvider",
        "400, temporarily_unavailable, 90024, has no token for application",
        "400, server_error, 90033, has no token for application",
        "500, invalid_client, 7000215, has no token for application",
        "503, temporarily_unavailable, 90033, has no token for application",
    })
    void nothingButTimeIsNeeded(int status, String error, int number, String message) {
        TokenException failure = failure(EntraReply.error(status, error, number, "As Entra words it."));

        assertThat(failure)
                .isInstanceOfSatisfying(
                        TokenUnavailableException.class,
                        e -> assertThat(e.retryAfter()).isEmpty())
                .hasMessageContaining(message)
                .hasMessageEndingWith("Try again later.");
        assertThat(failure.error()).contains(error);
        assertThat(entra.tokenRequestCount()).isEqualTo(1);
    }

    @Test
    void aRefusalThatTheJdkHidesBecauseOfAnAuthenticatorIsARefusal() {
        HttpClient http = HttpClient.newBuilder()
                .proxy(HttpClient.Builder.NO_PROXY)
                .authenticator(new Authenticator() {})
                .build();
        entra.answerNext(EntraReply.expiredClientSecret());

        assertThatExceptionOfType(TokenRequestDeniedException.class)
                .isThrownBy(() -> MsalTokenProvider.clientCredentials(
                                Applications.of(entra).http(http).build())
                        .getToken(REQUEST))
                .withMessageContaining("refused the credential of application " + entra.clientId())
                .withMessageContaining("HttpClient with an authenticator");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 400, 403, 404, 407, 500, 502, 503})
    void aPageIsNeverTakenForBadCredentials(int status) {
        TokenException failure = failure(EntraReply.html(status));

        assertThat(failure)
                .isInstanceOf(TokenUnavailableException.class)
                .hasMessageContaining("with HTTP " + status + " and text/html")
                .hasNoCause();
        assertThat(failure.error()).isEmpty();
        assertThat(failure.details()).containsEntry("status", Integer.toString(status));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|",
                "503|",
                "200|",
                "400|{}",
                "400|[]",
                "400|{\"error\":{\"code\":\"x\"}}",
                "400|{\"error\":\"two words\\nand a line\"}",
                "401|{\"error\":\"invalid_client\"",
                "200|{\"error\":\"invalid_client\"}",
                "201|{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":3599}",
            })
    void nothingThatIsNotAnOAuthErrorDecides(int status, String body) {
        assertThat(failure(EntraReply.status(status, "application/json", body == null ? "" : body)))
                .isInstanceOf(TokenUnavailableException.class)
                .hasMessageContaining("with HTTP " + status + " and application/json")
                .hasNoCause();
    }

    @Test
    void aProxyThatAsksWhoIsThereIsNamed() {
        assertThat(failure(EntraReply.html(407))).hasMessageContaining("EntraApplication.Builder.http");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"token_type\":\"Bearer\",\"access_token\":\"t\"}|no expires_in above zero",
                "{\"token_type\":\"Bearer\",\"access_token\":\"t\",\"expires_in\":0}|no expires_in above zero",
                "{\"token_type\":\"Bearer\",\"access_token\":\"t\",\"expires_in\":-1}|no expires_in above zero",
                "{\"token_type\":\"Bearer\",\"access_token\":\"t\",\"expires_in\":99999999999}|no expires_in above zero",
                "{\"token_type\":\"Bearer\",\"access_token\":\"t\",\"expires_in\":\"1h\"}|no expires_in above zero",
                "{\"token_type\":\"pop\",\"access_token\":\"t\",\"expires_in\":3599}|token_type is not Bearer",
                "{\"token_type\":null,\"access_token\":\"t\",\"expires_in\":3599}|token_type is not Bearer",
                "{\"token_type\":\"Bearer\",\"expires_in\":3599}|no access_token",
                "{\"token_type\":\"Bearer\",\"access_token\":\"a b\",\"expires_in\":3599}|no access_token",
                "{\"token_type\":\"Bearer\",\"access_token\":7,\"expires_in\":3599}|no access_token",
                "{\"access_token\":\"t\",\"expires_in\":3599,\"refresh_in\":\"soon\"}|MSAL could not read it",
            })
    void aTokenResponseThatIsOfNoUseIsToldWhy(String body, String fault) {
        assertThat(failure(EntraReply.status(200, "application/json", body)))
                .isInstanceOf(TokenUnavailableException.class)
                .hasMessageContaining("HTTP 200 and application/json, but ")
                .hasMessageContaining(fault)
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"token_type\":\"bearer\",\"access_token\":\"opaque\",\"expires_in\":\"3599\"}",
                "{\"access_token\":\"opaque\",\"expires_in\":3599}"
            })
    void smallDeviationsOfAServerAreForgiven(String body) {
        entra.answerNext(EntraReply.status(200, "application/json", body));

        assertThat(Applications.provider(entra).getToken(REQUEST).value()).isEqualTo("opaque");
    }

    @Test
    void anAnswerWithoutADescriptionIsNotQuoted() {
        TokenException failure =
                failure(EntraReply.status(400, "application/json", "{\"error\":\"invalid_client\",\"x\":\"planted\"}"));

        assertThat(failure).isInstanceOf(TokenRequestDeniedException.class).hasNoCause();
        assertThat(failure.getMessage()).contains("(invalid_client)").doesNotContain("AADSTS", "planted");
    }

    @Test
    void theNumberIsReadFromTheDescriptionIfItIsNowhereElse() {
        assertThat(failure(EntraReply.status(
                        400,
                        "application/json",
                        "{\"error\":\"unauthorized_client\",\"error_description\":\"AADSTS700016: Not found.\"}")))
                .hasMessageContaining("AADSTS700016");
    }

    @Test
    void theSuberrorIsKeptAndWhatIsNotPlainTextIsNot() {
        TokenException failure = failure(EntraReply.status(
                400,
                "application/json",
                "{\"error\":\"invalid_grant\",\"suberror\":\"bad_token\",\"trace_id\":\"a\\nb\",\"claims\":\"{}\","
                        + "\"error_codes\":[53003,1]}"));

        assertThat(failure.details())
                .containsOnly(
                        Map.entry("status", "400"),
                        Map.entry("error_codes", "53003,1"),
                        Map.entry("suberror", "bad_token"),
                        Map.entry("tenant", entra.tenantId()),
                        Map.entry("client_id", entra.clientId()),
                        Map.entry("scope", "https://outlook.office365.com/.default"));
    }
}
