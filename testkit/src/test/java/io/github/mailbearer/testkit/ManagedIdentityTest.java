package io.github.mailbearer.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManagedIdentityTest {

    private static final String OUTLOOK = "https://outlook.office365.com";

    private final FakeClock clock = new FakeClock();
    private final FakeEntra entra = FakeEntra.builder().clock(clock).start();
    private final FakeManagedIdentities identities = entra.managedIdentities();
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void beginAnew() {
        entra.reset();
    }

    @AfterAll
    void close() {
        entra.close();
    }

    private HttpResponse<String> get(URI endpoint, String header, String value, Map<String, String> query)
            throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(endpoint + "?" + FormParameters.write(query)))
                        .timeout(Duration.ofSeconds(10))
                        .header(header, value)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> imds(Map<String, String> query) throws Exception {
        return get(identities.imdsEndpoint(), "Metadata", "true", query);
    }

    private HttpResponse<String> appService(Map<String, String> query) throws Exception {
        return get(identities.appServiceEndpoint(), "X-IDENTITY-HEADER", identities.identityHeader(), query);
    }

    private static Map<String, String> outlook() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("api-version", "2018-02-01");
        query.put("resource", OUTLOOK);
        return query;
    }

    private static Map<String, String> outlook(String parameter, String value) {
        Map<String, String> query = outlook();
        query.put(parameter, value);
        return query;
    }

    private static Map<String, Object> good(HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSONObjectUtils.parse(response.body());
    }

    @Test
    void givesTheMachinesOwnIdentityATokenForMail() throws Exception {
        Map<String, Object> response = good(imds(outlook()));

        String expiry = String.valueOf(clock.instant().plusSeconds(3600).getEpochSecond());
        assertThat(response)
                .containsEntry("token_type", "Bearer")
                .containsEntry("resource", OUTLOOK)
                .containsEntry("client_id", identities.systemAssigned().clientId())
                .containsEntry("expires_in", "3600")
                .containsEntry("expires_on", expiry);
        String token = (String) response.get("access_token");
        assertThat(entra.tokens().accepts("smtp", "anyone@contoso.com", token)).isTrue();
        assertThat(SignedJWT.parse(token).getPayload().toJSONObject())
                .containsEntry("appid", identities.systemAssigned().clientId())
                .containsEntry("oid", identities.systemAssigned().objectId())
                .containsEntry("xms_mirid", identities.systemAssigned().resourceId());
    }

    @Test
    void knowsAnAssignedIdentityByEachOfItsIds() throws Exception {
        FakeManagedIdentities.Identity mailer = identities.assign("mailer");

        for (Map<String, String> query : List.of(
                outlook("client_id", mailer.clientId()),
                outlook("object_id", mailer.objectId()),
                outlook("msi_res_id", mailer.resourceId()))) {
            assertThat(good(imds(query))).containsEntry("client_id", mailer.clientId());
        }
        assertThat(good(appService(outlook("mi_res_id", mailer.resourceId()))))
                .containsEntry("client_id", mailer.clientId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_id", "object_id", "msi_res_id"})
    void saysThatAnIdentityIsNotThere(String parameter) throws Exception {
        HttpResponse<String> response = imds(outlook(parameter, "unknown"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(JSONObjectUtils.parse(response.body()))
                .containsEntry("error", "invalid_request")
                .containsEntry("error_description", "Identity not found");
    }

    @Test
    void mayHaveNoIdentityOfItsOwn() throws Exception {
        identities.removeSystemAssigned();

        assertThat(imds(outlook()).statusCode()).isEqualTo(400);
        entra.reset();
        assertThat(imds(outlook()).statusCode()).isEqualTo(200);
    }

    @Test
    void wantsTheHeaderThatNoForgedRequestHas() throws Exception {
        assertThat(get(identities.imdsEndpoint(), "Metadata", "yes", outlook()).body())
                .contains("bad_request_102", "Required metadata header not specified");
        assertThat(get(identities.appServiceEndpoint(), "X-IDENTITY-HEADER", "wrong", outlook())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void wantsToKnowTheResource() throws Exception {
        assertThat(imds(Map.of("api-version", "2018-02-01")).statusCode()).isEqualTo(400);
        assertThat(appService(Map.of("api-version", "2019-08-01")).statusCode()).isEqualTo(400);
    }

    @Test
    void speaksAsAppServiceDoes() throws Exception {
        assertThat(good(appService(outlook())))
                .containsOnlyKeys("access_token", "client_id", "expires_on", "resource", "token_type");

        assertThat(JSONObjectUtils.parse(
                        appService(outlook("client_id", "unknown")).body()))
                .containsEntry("statusCode", 400L)
                .hasEntrySatisfying(
                        "message",
                        message -> assertThat((String) message)
                                .startsWith("No User Assigned or Delegated Managed Identity found"));
    }

    @Test
    void recordsWhatItWasAskedApartFromOtherTokenRequests() throws Exception {
        imds(outlook("client_id", "unknown"));

        assertThat(entra.tokenRequestCount()).isZero();
        assertThat(entra.managedIdentityRequests()).singleElement().satisfies(request -> {
            assertThat(request.form()).containsEntry("resource", OUTLOOK).containsEntry("client_id", "unknown");
            assertThat(request.headers().get("metadata")).containsExactly("true");
        });
    }

    @Test
    void failsAsTold() throws Exception {
        entra.answerNext(EntraReply.unavailable(503));

        assertThat(imds(outlook()).statusCode()).isEqualTo(503);
        assertThat(imds(outlook()).statusCode()).isEqualTo(200);
        assertThat(entra.managedIdentityRequests()).hasSize(2);
    }
}
