package io.github.mailbearer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.net.http.HttpResponse;
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
class TokenEndpointErrorsTest {

    private final FakeEntra entra = FakeEntra.start();
    private final TokenClient client = new TokenClient(entra);
    private Map<String, String> form = client.form();

    @BeforeEach
    void beginAnew() {
        form = client.form();
    }

    @AfterAll
    void close() {
        entra.close();
    }

    private static void assertError(HttpResponse<String> response, int status, String error, long aadsts)
            throws Exception {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(JSONObjectUtils.parse(response.body()))
                .containsEntry("error", error)
                .containsEntry("error_codes", List.of(aadsts));
    }

    @Test
    void wordsAnErrorAsEntraDoes() throws Exception {
        form.put("client_secret", "wrong");

        HttpResponse<String> response = client.post(form);

        assertError(response, 401, "invalid_client", 7000215);
        Map<String, Object> members = JSONObjectUtils.parse(response.body());
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json; charset=utf-8");
        assertThat(members).containsKeys("timestamp", "trace_id", "correlation_id");
        assertThat((String) members.get("error_uri")).endsWith("error?code=7000215");
        assertThat((String) members.get("error_description"))
                .startsWith("AADSTS7000215: Invalid client secret provided.")
                .endsWith(" Trace ID: " + members.get("trace_id") + " Correlation ID: " + members.get("correlation_id")
                        + " Timestamp: " + members.get("timestamp"));
    }

    @Test
    void refusesTheFormerSecret() throws Exception {
        entra.replaceClientSecret("new");

        assertError(client.post(form), 401, "invalid_client", 7000215);
        entra.reset();
    }

    @Test
    void takesEitherSecretWhileOneIsReplaced() throws Exception {
        entra.addClientSecret("new");
        assertThat(client.post(form).statusCode()).isEqualTo(200);
        form.put("client_secret", "new");
        assertThat(client.post(form).statusCode()).isEqualTo(200);

        entra.expireClientSecret("new");

        assertError(client.post(form), 401, "invalid_client", 7000222);
        form.put("client_secret", entra.clientSecret());
        assertThat(client.post(form).statusCode()).isEqualTo(200);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entra.expireClientSecret("never"))
                .withMessageContaining("no such secret")
                .withMessageNotContaining("never");
        entra.reset();
    }

    @Test
    void givesTheApplicationNoTokenWithoutATenant() throws Exception {
        URI common = URI.create(entra.uri() + "/common/oauth2/v2.0/token");

        assertError(client.post(common, form), 400, "invalid_request", 9001023);
    }

    @Test
    void refusesAnUnknownApplication() throws Exception {
        form.put("client_id", entra.tenantId());

        assertError(client.post(form), 400, "unauthorized_client", 700016);
    }

    @Test
    void refusesAnotherTenant() throws Exception {
        URI elsewhere = URI.create(entra.uri() + "/fabrikam.com/oauth2/v2.0/token");

        assertError(client.post(elsewhere, form), 400, "invalid_request", 90002);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://outlook.office365.com/SMTP.SendAsApp",
                "/.default",
                "https://outlook.office365.com/.default https://graph.microsoft.com/.default",
                "https://outlook.office365.com/.default SMTP.Send",
                "openid profile offline_access"
            })
    void refusesAScopeThatIsNotTheDefaultOfOneResource(String scope) throws Exception {
        form.put("scope", scope);

        assertError(client.post(form), 400, "invalid_scope", 1002012);
    }

    @Test
    void passesOverTheScopesThatMsalSendsAlong() throws Exception {
        form.put("scope", "openid https://outlook.office365.com/.default profile offline_access");

        assertThat(client.post(form).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesAGrantTypeThatIsUnknown() throws Exception {
        form.put("grant_type", "magic");

        assertError(client.post(form), 400, "unsupported_grant_type", 70003);
    }

    @ParameterizedTest
    @ValueSource(strings = {"grant_type", "client_id", "scope"})
    void namesTheParameterThatIsMissing(String parameter) throws Exception {
        form.remove(parameter);

        HttpResponse<String> response = client.post(form);

        assertError(response, 400, "invalid_request", 900144);
        assertThat(response.body()).contains("'" + parameter + "'");
    }

    @Test
    void wantsACredential() throws Exception {
        form.remove("client_secret");

        assertError(client.post(form), 401, "invalid_client", 7000216);
    }

    @Test
    void takesOnlyPost() throws Exception {
        HttpResponse<String> response = client.get(entra.tokenEndpoint().getPath());

        assertError(response, 400, "invalid_request", 900561);
    }
}
