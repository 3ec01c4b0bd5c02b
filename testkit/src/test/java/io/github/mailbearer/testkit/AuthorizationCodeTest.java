package io.github.mailbearer.testkit;

import static io.github.mailbearer.testkit.DelegatedClient.ANA;
import static io.github.mailbearer.testkit.DelegatedClient.CALLBACK;
import static io.github.mailbearer.testkit.DelegatedClient.IMAP;
import static io.github.mailbearer.testkit.DelegatedClient.SMTP;
import static io.github.mailbearer.testkit.DelegatedClient.parameters;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizationCodeTest {

    private final FakeClock clock = new FakeClock();
    private final FakeEntra entra = FakeEntra.builder().clock(clock).start();
    private final DelegatedClient client = new DelegatedClient(entra);

    @BeforeEach
    void beginAnew() {
        entra.reset();
        entra.addAccount(ANA);
    }

    @AfterAll
    void close() {
        entra.close();
    }

    @Test
    void sendsTheBrowserBackWithACode() throws Exception {
        URI callback = entra.signIn(client.url(client.authorization()), ANA);

        assertThat(callback.toString()).startsWith(CALLBACK + "&code=");
        assertThat(parameters(callback))
                .containsEntry("state", "state of the browser & co")
                .containsKeys("code", "session_state")
                .doesNotContainKeys("error", "client_info");
    }

    @Test
    void givesTokensForTheCode() throws Exception {
        Map<String, Object> response = client.tokens(client.redemption(client.code()));

        assertThat(response)
                .containsEntry("token_type", "Bearer")
                .containsEntry("scope", SMTP + " " + IMAP)
                .containsEntry("expires_in", 3600L)
                .containsKeys("access_token", "refresh_token", "id_token", "client_info");
        assertThat(entra.tokenRequestCount("authorization_code")).isOne();
        assertThat(entra.tokenRequestCount("refresh_token")).isZero();
    }

    @Test
    void letsTheAccessTokenIntoThePersonsOwnMailboxOnly() throws Exception {
        String token = (String) client.tokens(client.redemption(client.code())).get("access_token");

        assertThat(SignedJWT.parse(token).getPayload().toJSONObject())
                .containsEntry("aud", "https://outlook.office.com")
                .containsEntry("upn", ANA)
                .containsEntry("scp", "SMTP.Send IMAP.AccessAsUser.All")
                .doesNotContainKeys("roles", "idtyp");
        assertThat(entra.tokens().accepts("smtp", ANA, token)).isTrue();
        assertThat(entra.tokens().accepts("pop3", ANA, token)).isFalse();
        assertThat(entra.tokens().accepts("smtp", "bob@contoso.com", token)).isFalse();
    }

    @Test
    void saysInTheIdTokenAndClientInfoWhoSignedIn() throws Exception {
        Map<String, Object> response = client.tokens(client.redemption(client.code()));

        SignedJWT idToken = SignedJWT.parse((String) response.get("id_token"));
        Map<String, Object> claims = idToken.getPayload().toJSONObject();
        assertThat(claims)
                .containsEntry("iss", "https://login.microsoftonline.com/" + entra.tenantId() + "/v2.0")
                .containsEntry("aud", entra.clientId())
                .containsEntry("tid", entra.tenantId())
                .containsEntry("preferred_username", ANA)
                .containsEntry("nonce", "nonce-1")
                .containsEntry("iat", clock.instant().getEpochSecond())
                .containsEntry("exp", clock.instant().plusSeconds(3600).getEpochSecond())
                .containsKeys("oid", "sub", "name", "nbf");
        assertThat(JSONObjectUtils.parse(
                        Base64URL.from((String) response.get("client_info")).decodeToString()))
                .containsEntry("uid", claims.get("oid"))
                .containsEntry("utid", entra.tenantId());
    }

    @Test
    void changesIdTokensAsTold() throws Exception {
        Map<String, Object> overrides = new HashMap<>();
        overrides.put("nonce", null);
        overrides.put("tid", "another");
        entra.idTokenClaims(overrides);

        Map<String, Object> response = client.tokens(client.redemption(client.code()));

        assertThat(SignedJWT.parse((String) response.get("id_token"))
                        .getPayload()
                        .toJSONObject())
                .containsEntry("tid", "another")
                .doesNotContainKey("nonce");
    }

    @Test
    void givesOnlyWhatIsAskedFor() throws Exception {
        Map<String, String> authorization = client.authorization();
        authorization.put("scope", SMTP);
        String code = parameters(entra.signIn(client.url(authorization), ANA)).get("code");
        Map<String, String> form = client.redemption(code);
        form.remove("scope");
        form.remove("client_info");

        assertThat(client.tokens(form))
                .containsEntry("scope", SMTP)
                .doesNotContainKeys("refresh_token", "id_token", "client_info");
    }

    @Test
    void grantsEveryMailPermissionForDefault() throws Exception {
        Map<String, String> authorization = client.authorization();
        authorization.put("scope", "https://outlook.office365.com/.default");
        String code = parameters(entra.signIn(client.url(authorization), ANA)).get("code");
        Map<String, String> form = client.redemption(code);
        form.remove("scope");

        assertThat((String) client.tokens(form).get("scope"))
                .contains("https://outlook.office365.com/POP.AccessAsUser.All")
                .endsWith(" https://outlook.office365.com/.default");
    }

    @Test
    void redeemsACodeOnce() throws Exception {
        Map<String, String> form = client.redemption(client.code());
        client.tokens(form);

        client.assertRefused(form, "invalid_grant", 54005);
    }

    @Test
    void redeemsACodeOnceOfManyTimesAtOnce() throws Exception {
        Map<String, String> form = client.redemption(client.code());
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Integer> redemption = () -> client.post(form).statusCode();
            int good = 0;
            for (Future<Integer> status : threads.invokeAll(
                    Stream.generate(() -> redemption).limit(16).toList())) {
                good += status.get() == 200 ? 1 : 0;
            }
            assertThat(good).isOne();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void letsACodeLiveForTenMinutes() throws Exception {
        String early = client.code();
        String late = client.code();
        clock.advance(Duration.ofMinutes(10).minusMillis(1));
        client.tokens(client.redemption(early));

        clock.advance(Duration.ofMillis(1));

        client.assertRefused(client.redemption(late), "invalid_grant", 70008);
    }

    @Test
    void wantsTheVerifierOfTheChallenge() throws Exception {
        Map<String, String> form = client.redemption(client.code());
        form.put("code_verifier", "b".repeat(44));

        client.assertRefused(form, "invalid_grant", 501481);

        form.remove("code_verifier");
        client.assertRefused(form, "invalid_grant", 501481);
    }

    @Test
    void wantsTheSameRedirectUriAgain() throws Exception {
        Map<String, String> form = client.redemption(client.code());
        form.put("redirect_uri", "https://mail.contoso.com/callback");

        client.assertRefused(form, "invalid_client", 500112);
    }

    @Test
    void refusesACodeOfAnotherTenantAndOneThatIsNone() throws Exception {
        try (FakeEntra other = FakeEntra.start()) {
            other.addAccount(ANA);
            String foreign = new DelegatedClient(other).code();

            client.assertRefused(client.redemption(foreign), "invalid_grant", 700005);
        }
        client.assertRefused(client.redemption("made up"), "invalid_grant", 9002313);
    }

    @Test
    void wantsTheApplicationToProveItself() throws Exception {
        Map<String, String> form = client.redemption(client.code());
        form.put("client_secret", "wrong");
        client.assertRefused(form, "invalid_client", 7000215);

        form.remove("client_secret");
        client.assertRefused(form, "invalid_client", 7000218);
    }

    @Test
    void refusesTokensForTwoResourcesAtOnce() throws Exception {
        Map<String, String> form = client.redemption(client.code());
        form.put("scope", SMTP + " https://graph.microsoft.com/Mail.Send");

        client.assertRefused(form, "invalid_grant", 28000);
    }

    @Test
    void tellsTheApplicationThatThePersonCancelled() throws Exception {
        assertThat(parameters(entra.cancel(client.url(client.authorization()))))
                .containsEntry("error", "access_denied")
                .containsEntry("error_subcode", "cancel")
                .containsEntry("state", "state of the browser & co")
                .hasEntrySatisfying(
                        "error_description",
                        text -> assertThat(text)
                                .startsWith("AADSTS65004: User declined to consent to access the app."));
    }

    @Test
    void sendsPeopleToTheAdministratorWhereOnlyThatOneMayConsent() throws Exception {
        entra.requireAdminConsent(true);

        assertThat(parameters(entra.signIn(client.url(client.authorization()), ANA)))
                .doesNotContainKey("code")
                .hasEntrySatisfying(
                        "error_description", text -> assertThat(text).startsWith("AADSTS90094: "));
    }

    @Test
    void grantsLessThanIsAskedFor() throws Exception {
        entra.grantOnly(SMTP);

        assertThat(client.tokens(client.redemption(client.code()))).containsEntry("scope", SMTP);
    }

    @Test
    void showsAPageOfItsOwnWhereItDoesNotTrustTheRedirectUri() throws Exception {
        entra.registerRedirectUri(URI.create("https://mail.contoso.com/Callback"));
        URI url = client.url(client.authorization());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> entra.signIn(url, ANA))
                .withMessageContaining("AADSTS50011")
                .withMessageContaining(CALLBACK);

        entra.registerRedirectUri(URI.create(CALLBACK));
        assertThat(parameters(entra.signIn(url, ANA))).containsKey("code");
    }

    @Test
    void namesTheAccountThatDoesNotExist() throws Exception {
        URI url = client.url(client.authorization());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> entra.signIn(url, "bob@contoso.com"))
                .withMessageContaining("bob@contoso.com")
                .withMessageContaining("addAccount");
    }
}
