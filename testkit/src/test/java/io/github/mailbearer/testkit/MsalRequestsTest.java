package io.github.mailbearer.testkit;

import static io.github.mailbearer.testkit.DelegatedClient.ANA;
import static io.github.mailbearer.testkit.DelegatedClient.SMTP;
import static io.github.mailbearer.testkit.DelegatedClient.VERIFIER;
import static io.github.mailbearer.testkit.DelegatedClient.parameters;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests in the form in which MSAL4J makes them. */
@Timeout(20)
class MsalRequestsTest {

    private static final String CORRELATION_ID = "5b8f1c9e-2f4b-4b0a-9d3e-0f6a7c1d2e3f";
    private final FakeEntra entra = FakeEntra.start();

    @AfterEach
    void close() {
        entra.close();
    }

    private Map<String, Object> post(String body) throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(entra.tokenEndpoint())
                                .timeout(Duration.ofSeconds(10))
                                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                                .header("x-client-SKU", "MSAL.Java")
                                .header("x-client-VER", "1.26.0")
                                .header("client-request-id", CORRELATION_ID)
                                .header("return-client-request-id", "true")
                                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return JSONObjectUtils.parse(response.body());
    }

    private URI authorizationUrl() throws Exception {
        Map<String, String> challenge = new DelegatedClient(entra).authorization();
        return URI.create("https://login.microsoftonline.com/" + entra.tenantId() + "/oauth2/v2.0/authorize"
                + "?scope=openid+profile+offline_access+https%3A%2F%2Foutlook.office.com%2FSMTP.Send"
                + "&response_type=code&redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fcallback&client_info=1"
                + "&state=s&nonce=n&prompt=select_account&response_mode=query&client_id=" + entra.clientId()
                + "&login_hint=ana%40contoso.com&code_challenge=" + challenge.get("code_challenge")
                + "&code_challenge_method=S256");
    }

    @Test
    void areAnsweredWithAllThatMsalKeeps() throws Exception {
        entra.addAccount(ANA);
        Map<String, String> callback = parameters(entra.signIn(authorizationUrl(), ANA));
        assertThat(callback).containsKeys("code", "state", "client_info", "session_state");

        Map<String, Object> tokens =
                post("scope=openid+profile+offline_access+https%3A%2F%2Foutlook.office.com%2FSMTP.Send"
                        + "&grant_type=authorization_code&code=" + callback.get("code")
                        + "&redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fcallback&code_verifier=" + VERIFIER
                        + "&client_info=1&claims=%7B%22access_token%22%3A%7B%22xms_cc%22%3A%7B%22values%22%3A%5B%22cp1%22%5D%7D"
                        + "%7D%7D&client_id=" + entra.clientId() + "&client_secret=" + entra.clientSecret());

        assertThat(tokens).containsEntry("scope", SMTP).containsKeys("access_token", "refresh_token");
        String account = SignedJWT.parse((String) tokens.get("id_token"))
                .getJWTClaimsSet()
                .getStringClaim("oid");
        assertThat(JSONObjectUtils.parse(
                        Base64URL.from((String) tokens.get("client_info")).decodeToString()))
                .containsEntry("uid", account);
        assertThat(entra.tokenRequests().get(0).clientCapabilities()).containsExactly("cp1");
    }

    @Test
    void getTheirCorrelationIdBack() throws Exception {
        assertThat(post("grant_type=refresh_token&refresh_token=unknown&client_info=1&scope=" + SMTP + "&client_id="
                        + entra.clientId() + "&client_secret=" + entra.clientSecret()))
                .containsEntry("error", "invalid_grant")
                .containsEntry("correlation_id", CORRELATION_ID);
    }
}
