package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.Applications.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.TokenRequestDeniedException;
import io.github.mailbearer.TokenUnavailableException;
import io.github.mailbearer.testkit.EntraReply;
import io.github.mailbearer.testkit.FakeEntra;
import io.github.mailbearer.testkit.RecordedRequest;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ClientCredentialsTest {

    private static final KeyPair PAIR = TestKeys.rsa();

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

    private MsalTokenProvider provider(EntraCredential credential) {
        return MsalTokenProvider.clientCredentials(
                Applications.of(entra).credential(credential).build());
    }

    @Test
    void acquiresATokenBySecret() {
        AccessToken token = Applications.provider(entra).getToken(REQUEST);

        assertThat(token.value()).isEqualTo(entra.lastIssuedToken());
        assertThat(entra.tokens().accepts("smtp", "noreply@contoso.com", token.value()))
                .isTrue();
        RecordedRequest request = entra.tokenRequests().get(0);
        assertThat(request.path()).isEqualTo("/" + entra.tenantId() + "/oauth2/v2.0/token");
        assertThat(request.form())
                .containsEntry("grant_type", "client_credentials")
                .containsEntry("client_id", entra.clientId());
        assertThat(request.form().get("scope").split(" ")).contains("https://outlook.office365.com/.default");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a~b.c_d-e",
                "plus+plus",
                "and&client_id=x",
                "100%25",
                "a=b;c?d#e/f",
                "\"quoted\" inside",
                "pässwörd"
            })
    void sendsTheSecretAsItIs(String secret) {
        entra.replaceClientSecret(secret);

        provider(EntraCredential.secret(secret)).getToken(REQUEST);

        assertThat(entra.tokenRequests().get(0).form()).containsEntry("client_secret", secret);
    }

    @Test
    void usesTheSecretInForce() {
        AtomicReference<String> vault = new AtomicReference<>(entra.clientSecret());
        MsalTokenProvider provider = provider(EntraCredential.secret(vault::get));
        AccessToken before = provider.getToken(REQUEST);
        entra.replaceClientSecret("rotated~secret.value");
        assertThatExceptionOfType(TokenRequestDeniedException.class).isThrownBy(() -> provider.getToken(REQUEST));

        vault.set("rotated~secret.value");

        assertThat(provider.getToken(REQUEST)).isNotEqualTo(before);
    }

    @Test
    void saysThatTheSupplierFailed() {
        IllegalStateException sealed = new IllegalStateException("vault is sealed");

        assertThatExceptionOfType(TokenUnavailableException.class)
                .isThrownBy(() -> provider(EntraCredential.secret(() -> {
                            throw sealed;
                        }))
                        .getToken(REQUEST))
                .withMessageContaining("The supplier of the client secret for application " + entra.clientId())
                .withCause(sealed);
        assertThat(entra.tokenRequestCount()).isZero();
    }

    @Test
    void sendsNothingThatCannotBeASecret() {
        assertThatExceptionOfType(TokenRequestDeniedException.class)
                .isThrownBy(() -> provider(EntraCredential.secret(() -> null)).getToken(REQUEST))
                .withMessageContaining(" is null: copy the Value");
        assertThatExceptionOfType(TokenRequestDeniedException.class)
                .isThrownBy(() -> provider(EntraCredential.secret(() -> "0f2b8a1c-7d3e-4f5a-9b6c-1d2e3f4a5b6c"))
                        .getToken(REQUEST))
                .withMessageContaining("this is the Secret ID, not the Value");
        assertThat(entra.tokenRequestCount()).isZero();
    }

    @Test
    void provesItselfByACertificate() {
        X509Certificate certificate = TestKeys.certificate(PAIR);
        entra.registerCertificate(certificate);
        MsalTokenProvider provider = provider(EntraCredential.certificate(PAIR.getPrivate(), certificate));

        assertThat(provider.getToken(REQUEST).value()).isEqualTo(entra.lastIssuedToken());
        provider.getToken(REQUEST);

        List<RecordedRequest> requests = entra.tokenRequests();
        assertThat(requests.get(0).form()).doesNotContainKey("client_secret").containsKey("client_assertion");
        assertThat(requests.get(1).form().get("client_assertion"))
                .as("an assertion of its own for each request")
                .isNotEqualTo(requests.get(0).form().get("client_assertion"));
    }

    @Test
    void isRefusedWithACertificateThatEntraDoesNotKnow() {
        assertThatExceptionOfType(TokenRequestDeniedException.class)
                .isThrownBy(() -> provider(EntraCredential.certificate(PAIR.getPrivate(), TestKeys.certificate(PAIR)))
                        .getToken(REQUEST))
                .withMessageContaining("AADSTS700027")
                .withMessageContaining("compare the thumbprints");
    }

    @Test
    void asksEachTime() {
        MsalTokenProvider provider = Applications.provider(entra);

        AccessToken first = provider.getToken(REQUEST);
        AccessToken second = provider.getToken(REQUEST);
        AccessToken renewed = provider.renewToken(REQUEST, second);

        assertThat(List.of(first, second, renewed)).doesNotHaveDuplicates();
        assertThat(entra.tokenRequestCount()).isEqualTo(3);
    }

    @Test
    void countsTheLifeOfATokenFromBeforeItWasAskedFor() {
        Instant asked = Instant.parse("2026-11-22T10:00:00Z");
        InstantSource clock = () -> asked.plusSeconds(30L * entra.tokenRequestCount());
        entra.tokenLifetime(Duration.ofMinutes(70)).refreshIn(Duration.ofMinutes(35));

        AccessToken token = MsalTokenProvider.clientCredentials(
                        Applications.of(entra).build(), clock)
                .getToken(REQUEST);

        assertThat(token.expiresAt()).isEqualTo(asked.plus(Duration.ofMinutes(70)));
        assertThat(token.refreshAt()).contains(asked.plus(Duration.ofMinutes(35)));
    }

    @Test
    void knowsNoTimeToRefreshUnlessEntraNamesOne() {
        assertThat(Applications.provider(entra).getToken(REQUEST).refreshAt()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4000", "0", "-1", "null"})
    void passesOverATimeToRefreshThatMakesNoSense(String refreshIn) {
        entra.answerNext(EntraReply.status(
                200,
                "application/json",
                "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"refresh_in\":" + refreshIn
                        + ",\"access_token\":\"opaque\"}"));

        assertThat(Applications.provider(entra).getToken(REQUEST).refreshAt()).isEmpty();
    }

    @Test
    void asksForAnotherResourceIfTheRequestNamesOne() {
        Applications.provider(entra)
                .getToken(TokenRequest.of("noreply@contoso.com", "https://outlook.office.com/.default"));

        assertThat(entra.tokenRequests().get(0).form().get("scope").split(" "))
                .contains("https://outlook.office.com/.default")
                .doesNotContain("https://outlook.office365.com/.default");
    }

    @Test
    void carriesLongTokens() {
        entra.tokenLength(9000);

        assertThat(Applications.provider(entra).getToken(REQUEST).value()).hasSizeGreaterThanOrEqualTo(9000);
    }

    @Test
    void showsWhoAsksAndNothingElse() {
        assertThat(Applications.provider(entra))
                .hasToString("MsalTokenProvider[client credentials of application " + entra.clientId() + " in tenant "
                        + entra.tenantId() + "]");
    }
}
