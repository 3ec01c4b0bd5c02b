package io.github.mailbearer.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FederatedIssuerTest {

    private static final String ISSUER = "https://cluster.invalid/";
    private static final String SUBJECT = "system:serviceaccount:shop:mail";

    private final FakeClock clock = new FakeClock();
    private final FakeEntra entra = FakeEntra.builder().clock(clock).start();
    private final TokenClient client = new TokenClient(entra);
    private FederatedIssuer cluster = entra.registerFederatedIssuer(ISSUER, SUBJECT);

    @BeforeEach
    void beginAnew() {
        entra.reset();
        cluster = entra.registerFederatedIssuer(ISSUER, SUBJECT);
    }

    @AfterAll
    void close() {
        entra.close();
    }

    private HttpResponse<String> present(String assertion) throws Exception {
        Map<String, String> form = client.form();
        form.remove("client_secret");
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put("client_assertion", assertion);
        return client.post(form);
    }

    private void assertRefused(String assertion, long aadsts) throws Exception {
        HttpResponse<String> response = present(assertion);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(JSONObjectUtils.parse(response.body()))
                .containsEntry("error", "invalid_client")
                .containsEntry("error_codes", List.of(aadsts));
    }

    @Test
    void vouchesForTheApplication() throws Exception {
        assertThat(present(cluster.issue()).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"iss, 700211", "aud, 700212", "sub, 700213"})
    void mustSayExactlyWhatWasRegistered(String claim, long aadsts) throws Exception {
        assertRefused(cluster.issue(Map.of(claim, "another")), aadsts);

        Map<String, Object> without = new HashMap<>();
        without.put(claim, null);
        assertRefused(cluster.issue(without), aadsts);
    }

    @Test
    void issuesForAnHour() throws Exception {
        String assertion = cluster.issue();
        clock.advance(Duration.ofHours(1));

        assertRefused(assertion, 700024);
        assertRefused(cluster.issue(Map.of("nbf", clock.instant().plusSeconds(1))), 700024);
        assertThat(present(cluster.issue()).statusCode()).isEqualTo(200);
    }

    @Test
    void isNotTheOneWhoOnlyHasItsName() throws Exception {
        try (FakeEntra other = FakeEntra.builder().clock(clock).start()) {
            assertRefused(other.registerFederatedIssuer(ISSUER, SUBJECT).issue(), 50013);
        }
    }

    @Test
    void isForgottenAtReset() throws Exception {
        entra.reset();

        assertRefused(cluster.issue(), 700027);
    }

    @Test
    void saysWhoItIs() {
        assertThat(cluster).hasToString("FederatedIssuer[" + ISSUER + ", " + SUBJECT + "]");
    }
}
