package io.github.mailbearer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The scenarios of the token endpoint, their list and what an application hears. */
@Timeout(20)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EntraScenarioTest {

    private final FakeClock clock = new FakeClock();
    private final FakeEntra entra = FakeEntra.builder().clock(clock).start();
    private final TokenClient client = new TokenClient(entra);

    @BeforeEach
    void beginAnew() {
        entra.reset();
    }

    @AfterAll
    void close() {
        entra.close();
    }

    private HttpResponse<String> token() throws Exception {
        return client.post(client.form());
    }

    private Map<String, Object> json(HttpResponse<String> response) throws Exception {
        return JSONObjectUtils.parse(response.body());
    }

    /** All of Entra, what Google's token endpoint says, and the mail server's rows whose cause is in the token. */
    private static Set<String> rows() {
        return Stream.concat(
                        IntStream.rangeClosed(1, 55).mapToObj(row -> "E" + row),
                        Stream.of("E52a", "G9", "G10", "G11", "G12", "S1", "S2", "I1", "I11"))
                .collect(Collectors.toSet());
    }

    @Test
    void hasOneForEveryRow() {
        assertThat(EntraScenario.all().stream()
                        .flatMap(scenario -> scenario.ids().stream())
                        .collect(Collectors.toSet()))
                .isEqualTo(rows());
    }

    @ParameterizedTest
    @CsvSource({"aadsts50196, 60", "aadsts90055, 60", "throttled, 30"})
    void saysHowLongToWait(String name, String seconds) throws Exception {
        entra.play(EntraScenario.named(name));

        HttpResponse<String> response = token();

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("Retry-After")).hasValue(seconds);
    }

    @ParameterizedTest
    @CsvSource({
        "unavailable, 503, temporarily_unavailable",
        "badGateway, 502, <!DOCTYPE html>",
        "captivePortal, 200, <!DOCTYPE html>",
        "proxyAuthentication, 407, 407",
        "notEnabledForConsumers, 400, is not enabled for consumers",
        "slowDown, 400, slow_down",
        "tokenTypeNotBearer, 200, '\"token_type\":\"pop\"'",
        "accessTokenMissing, 200, '\"token_type\":\"Bearer\"'",
        "googleInvalidGrant, 400, Token has been expired or revoked.",
        "googleUnauthorizedClient, 401, Client is unauthorized to retrieve access tokens using this method",
        "googleNoRefreshToken, 200, '\"scope\":\"https://mail.google.com/\"'",
        "googleAccessDenied, 403, access_denied",
        "googleAdminPolicyEnforced, 400, admin_policy_enforced",
        "googleRedirectUriMismatch, 400, redirect_uri_mismatch",
        "googleDeletedClient, 401, deleted_client"
    })
    void answersAsTheOthersDo(String name, int status, String words) throws Exception {
        entra.play(EntraScenario.named(name));

        HttpResponse<String> response = token();

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains(words);
    }

    @Test
    void leavesOutTheAccessTokenAndAsksForAProxyPassword() throws Exception {
        entra.play(EntraScenario.named("accessTokenMissing"));
        assertThat(json(token())).doesNotContainKey("access_token");

        entra.play(EntraScenario.proxyAuthentication());
        assertThat(token().headers().firstValue("Proxy-Authenticate")).hasValue("Basic realm=\"proxy\"");
    }

    @Test
    void issuesTokensForGraphAndTokensWithoutRoles() throws Exception {
        entra.play(EntraScenario.graphAudience());
        assertThat(claims()).containsEntry("aud", "https://graph.microsoft.com").containsKey("roles");

        entra.play(EntraScenario.adminConsentMissing());
        assertThat(claims())
                .containsEntry("aud", "https://outlook.office365.com")
                .doesNotContainKey("roles");

        entra.play(EntraScenario.healthy());
        assertThat(claims()).containsKey("roles");
    }

    private Map<String, Object> claims() throws Exception {
        return SignedJWT.parse((String) json(token()).get("access_token"))
                .getPayload()
                .toJSONObject();
    }

    @Test
    void yieldsNoRefreshToken() throws Exception {
        entra.addAccount("ana@contoso.com");
        Map<String, String> form = client.form();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", entra.issueRefreshToken("ana@contoso.com", "https://outlook.office.com/SMTP.Send"));
        form.put("scope", "https://outlook.office.com/SMTP.Send offline_access");
        assertThat(json(client.post(form))).containsKey("refresh_token");

        entra.play(EntraScenario.noRefreshToken());

        assertThat(json(client.post(form))).containsKey("access_token").doesNotContainKey("refresh_token");
    }

    private HttpResponse<String> discovery(String tenant) throws Exception {
        return client.get("/" + tenant + "/v2.0/.well-known/openid-configuration");
    }

    @Test
    void hidesTheTenantFromThoseWhoAskForItsDocumentToo() throws Exception {
        entra.play(EntraScenario.unknownTenant());

        assertThat(json(token())).containsEntry("error_codes", List.of(90002L));
        HttpResponse<String> document = discovery(entra.tenantId());
        assertThat(document.statusCode()).isEqualTo(400);
        assertThat(json(document)).containsEntry("error", "invalid_tenant").containsKeys("trace_id");

        entra.play(EntraScenario.healthy());
        assertThat(token().statusCode()).isEqualTo(200);
        assertThat(discovery(entra.tenantId()).statusCode()).isEqualTo(200);
    }

    @Test
    void movesTheTenantToAnotherCloud() throws Exception {
        entra.play(EntraScenario.otherCloud());

        assertThat(json(token())).containsEntry("error_codes", List.of(900382L));
        assertThat(json(discovery(entra.tenantId())))
                .contains(
                        Map.entry("cloud_instance_name", "microsoftonline.us"),
                        Map.entry("tenant_region_scope", "USGov"));

        entra.play(EntraScenario.healthy());
        assertThat(json(discovery(entra.tenantId())))
                .contains(
                        Map.entry("cloud_instance_name", "microsoftonline.com"),
                        Map.entry("tenant_region_scope", "EU"),
                        Map.entry("token_endpoint", entra.tokenEndpoint().toString()));
        assertThat(json(discovery("common"))).doesNotContainKey("tenant_region_scope");
        assertThat(discovery("contoso.example").statusCode()).isEqualTo(400);
    }

    @Test
    void tellsTheTimeOfAClockThatIsOff() throws Exception {
        assertThat(date(token())).isEqualTo(clock.instant());

        entra.play(EntraScenario.clockSkew());
        assertThat(date(token())).isEqualTo(clock.instant().plus(Duration.ofMinutes(10)));
        assertThat(claims())
                .containsEntry(
                        "nbf", clock.instant().plus(Duration.ofMinutes(10)).getEpochSecond());
        assertThat(entra.tokens().accepts("smtp", "ana@contoso.com", entra.lastIssuedToken()))
                .isTrue();

        entra.play(EntraScenario.clockSkew(Duration.ofMinutes(-7)));
        assertThat(date(discovery(entra.tenantId()))).isEqualTo(clock.instant().minus(Duration.ofMinutes(7)));

        entra.play(EntraScenario.healthy());
        assertThat(date(token())).isEqualTo(clock.instant());
    }

    private static Instant date(HttpResponse<String> response) {
        return ZonedDateTime.parse(
                        response.headers().firstValue("Date").orElseThrow(), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant();
    }

    @Test
    void keepsAccountsAndRecordsAndForgetsWhatWasScripted() throws Exception {
        entra.addAccount("ana@contoso.com");
        entra.answerNext(EntraReply.reset())
                .accessTokenClaims(Map.of("aud", "x"))
                .clockOffset(Duration.ofDays(1));
        entra.play(EntraScenario.healthy());

        assertThat(claims()).containsEntry("aud", "https://outlook.office365.com");
        assertThat(entra.tokenRequestCount()).isEqualTo(1);
        assertThat(entra.issueRefreshToken("ana@contoso.com", "https://outlook.office.com/SMTP.Send"))
                .isNotEmpty();
        entra.play(EntraScenario.unavailable()).reset();
        assertThat(token().statusCode()).isEqualTo(200);
    }

    static Stream<Method> factories() {
        return Arrays.stream(EntraScenario.class.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getReturnType() == EntraScenario.class && method.getParameterCount() == 0);
    }

    @ParameterizedTest
    @MethodSource("factories")
    void callsAScenarioAsItsMethodIsCalled(Method factory) throws Exception {
        assertThat((EntraScenario) factory.invoke(null))
                .extracting(EntraScenario::name)
                .isEqualTo(factory.getName());
    }

    @Test
    void givesEachANameOfItsOwnAndASentence() {
        assertThat(EntraScenario.all()).extracting(EntraScenario::name).doesNotHaveDuplicates();
        assertThat(EntraScenario.all()).allSatisfy(scenario -> {
            assertThat(scenario.description()).matches("[A-Z].*\\.");
            assertThat(scenario.ids()).isNotEmpty();
        });
        assertThat(EntraScenario.graphAudience()).hasToString("EntraScenario[graphAudience]");
    }

    @Test
    void saysHowToFindANameThatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraScenario.aadsts(1))
                .withMessage("name is \"aadsts1\": give the name of one of EntraScenario.all()");
    }
}
