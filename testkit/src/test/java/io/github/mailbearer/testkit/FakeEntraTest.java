package io.github.mailbearer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.entry;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FakeEntraTest {

    private final FakeClock clock = new FakeClock();
    private final FakeEntra entra = FakeEntra.builder().clock(clock).start();
    private final TokenClient client = new TokenClient(entra);

    @AfterEach
    void reset() {
        entra.reset();
    }

    @AfterAll
    void close() {
        entra.close();
    }

    private Map<String, Object> tokenResponse() throws Exception {
        HttpResponse<String> response = client.post(client.form());
        assertThat(response.statusCode()).isEqualTo(200);
        return JSONObjectUtils.parse(response.body());
    }

    @Test
    void issuesATokenThatItsOwnCheckAccepts() throws Exception {
        Map<String, Object> response = tokenResponse();

        assertThat(response)
                .contains(entry("token_type", "Bearer"), entry("expires_in", 3600L), entry("ext_expires_in", 3600L))
                .doesNotContainKey("refresh_in");
        assertThat(entra.tokens().accepts("smtp", "anyone@contoso.com", (String) response.get("access_token")))
                .isTrue();
        assertThat(entra.lastIssuedToken()).isEqualTo(response.get("access_token"));
    }

    @Test
    void putsTheClaimsOfAnAppOnlyTokenIntoIt() throws Exception {
        SignedJWT token = SignedJWT.parse((String) tokenResponse().get("access_token"));

        assertThat(token.getPayload().toJSONObject())
                .containsEntry("aud", "https://outlook.office365.com")
                .containsEntry("appid", entra.clientId())
                .containsEntry("tid", entra.tenantId())
                .containsEntry("idtyp", "app")
                .containsEntry("ver", "1.0")
                .containsEntry("iat", clock.instant().getEpochSecond())
                .containsEntry("nbf", clock.instant().getEpochSecond())
                .containsEntry("exp", clock.instant().plusSeconds(3600).getEpochSecond())
                .containsEntry("roles", List.of("SMTP.SendAsApp", "IMAP.AccessAsApp", "POP.AccessAsApp"))
                .containsKeys("oid", "sub", "uti");
    }

    @Test
    void cannotBeMistakenForTheRealOne() throws Exception {
        SignedJWT token = SignedJWT.parse(entra.issueToken(Map.of()));

        assertThat(token.getJWTClaimsSet().getIssuer())
                .isEqualTo("https://sts.testkit.mailbearer.invalid/" + entra.tenantId() + "/");
        assertThat(token.getHeader().getKeyID()).startsWith("testkit-");
    }

    @Test
    void isAnotherTenantAtEachStart() {
        try (FakeEntra other = FakeEntra.start()) {
            assertThat(other.tenantId()).isNotEqualTo(entra.tenantId());
            assertThat(other.clientId()).isNotEqualTo(entra.clientId());
            assertThat(other.clientSecret()).isNotEqualTo(entra.clientSecret());
        }
        assertThat(entra.clientSecret()).hasSize(40).contains("~", "_", ".", "-");
    }

    @Test
    void issuesNoTokenTwice() throws Exception {
        assertThat(tokenResponse().get("access_token"))
                .isNotEqualTo(tokenResponse().get("access_token"));
    }

    @Test
    void saysHowLongTokensLiveAndWhenToRefreshThem() throws Exception {
        entra.tokenLifetime(Duration.ofMinutes(5)).refreshIn(Duration.ofMinutes(2));

        assertThat(tokenResponse()).contains(entry("expires_in", 300L), entry("refresh_in", 120L));
    }

    @Test
    void endsNoTokenBeforeItsExpiresIn() throws Exception {
        clock.advance(Duration.ofMillis(900));
        entra.tokenLifetime(Duration.ofSeconds(1));
        String token = (String) tokenResponse().get("access_token");

        clock.advance(Duration.ofMillis(999));

        assertThat(entra.tokens().accepts("smtp", "anyone@contoso.com", token)).isTrue();
    }

    @Test
    void padsTokensToTheLengthAskedFor() {
        for (int length : new int[] {2_000, 2_001, 2_002, 9_000}) {
            assertThat(entra.tokenLength(length).issueToken(Map.of())).hasSizeBetween(length, length + 3);
        }
        assertThat(entra.tokenLength(0).issueToken(Map.of())).hasSizeLessThan(2_000);
    }

    @Test
    void setsAndRemovesClaimsOfTokensThatATestIssues() throws Exception {
        Map<String, Object> overrides = new HashMap<>();
        overrides.put("exp", clock.instant());
        overrides.put("aud", "https://graph.microsoft.com");
        overrides.put("roles", null);

        SignedJWT token = SignedJWT.parse(entra.issueToken(overrides));

        assertThat(token.getPayload().toJSONObject())
                .containsEntry("exp", clock.instant().getEpochSecond())
                .containsEntry("aud", "https://graph.microsoft.com")
                .doesNotContainKey("roles");
        assertThat(entra.tokenRequestCount()).isZero();
    }

    @Test
    void publishesTheKeyThatVerifiesItsTokens() throws Exception {
        String path = "/" + entra.tenantId() + "/v2.0/.well-known/openid-configuration";
        Map<String, Object> configuration =
                JSONObjectUtils.parse(client.get(path).body());
        String keys = ((String) configuration.get("jwks_uri"))
                .substring(entra.uri().toString().length());
        SignedJWT token = SignedJWT.parse(entra.issueToken(Map.of()));

        JWKSet jwks = JWKSet.parse(client.get(keys).body());

        assertThat(configuration)
                .containsEntry("token_endpoint", entra.tokenEndpoint().toString())
                .containsEntry("issuer", token.getJWTClaimsSet().getIssuer());
        assertThat(jwks.getKeys()).noneMatch(key -> key.isPrivate());
        assertThat(token.verify(new RSASSAVerifier(
                        jwks.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey())))
                .isTrue();
    }

    @Test
    void describesItselfAsAnInstance() throws Exception {
        HttpResponse<String> response = client.get("/common/discovery/instance?api-version=1.1");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .contains(
                        entra.tenantId(),
                        "\"preferred_network\":\"127.0.0.1:" + entra.uri().getPort() + "\"");
        assertThat(client.get("/elsewhere").statusCode()).isEqualTo(404);
    }

    @Test
    void takesASecretWithCharactersThatNeedEncoding() throws Exception {
        entra.replaceClientSecret("a+b&c=d%25~é ;");

        assertThat(client.post(client.form()).statusCode()).isEqualTo(200);
        assertThat(entra.tokenRequests().get(0).form()).containsEntry("client_secret", "a+b&c=d%25~é ;");
    }

    @Test
    void recordsWhatItWasAskedButShowsNoSecrets() throws Exception {
        Map<String, String> form = client.form();
        for (String secret : List.of("client_assertion", "assertion", "code", "refresh_token", "password", "other")) {
            form.put(secret, "hidden-" + secret);
        }
        client.post(form);

        RecordedRequest request = entra.tokenRequests().get(0);
        assertThat(request.form()).isEqualTo(form);
        assertThat(request.path()).isEqualTo(entra.tokenEndpoint().getPath());
        assertThat(request.headers().get("content-type")).containsExactly("application/x-www-form-urlencoded");
        assertThat(request.toString())
                .contains("grant_type=client_credentials", entra.clientId(), "client_secret=***", "code=***")
                .doesNotContain(entra.clientSecret())
                .doesNotContain("hidden-");
    }

    @Test
    void undoesEveryChangeAtReset() throws Exception {
        String secret = entra.clientSecret();
        String revoked = entra.issueToken(Map.of());
        entra.revoke(revoked);
        entra.replaceClientSecret("other")
                .tokenLifetime(Duration.ofSeconds(5))
                .refreshIn(Duration.ofSeconds(1))
                .tokenLength(5_000)
                .latency(Duration.ofHours(1))
                .allowMailbox("one@contoso.com")
                .answerNext(EntraReply.hang())
                .answerAlways(EntraReply.reset());

        entra.reset();

        assertThat(entra.clientSecret()).isEqualTo(secret);
        assertThat(entra.tokenRequestCount()).isZero();
        assertThatIllegalStateException().isThrownBy(entra::lastIssuedToken);
        assertThat(tokenResponse()).containsEntry("expires_in", 3600L).doesNotContainKey("refresh_in");
        assertThat(entra.lastIssuedToken()).hasSizeLessThan(2_000);
        assertThat(entra.tokens().accepts("smtp", "two@contoso.com", entra.lastIssuedToken()))
                .isTrue();
        assertThat(entra.tokens().accepts("smtp", "two@contoso.com", revoked)).isFalse();
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entra.tokenLifetime(Duration.ofMillis(1500)))
                .withMessageContaining("tokenLifetime")
                .withMessageContaining("whole seconds");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entra.refreshIn(Duration.ofSeconds(-1)))
                .withMessageContaining("refreshIn");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entra.tokenLength(-1))
                .withMessageContaining("tokenLength");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entra.latency(Duration.ofSeconds(-1)))
                .withMessageContaining("latency");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FakeEntra.builder().tenantId("a/b"))
                .withMessageContaining("tenantId");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraReply.unavailable(404))
                .withMessageContaining("500 to 599");
    }
}
