package io.github.mailbearer.testkit;

import static io.github.mailbearer.testkit.DelegatedClient.ANA;
import static io.github.mailbearer.testkit.DelegatedClient.CALLBACK;
import static io.github.mailbearer.testkit.DelegatedClient.IMAP;
import static io.github.mailbearer.testkit.DelegatedClient.SMTP;
import static io.github.mailbearer.testkit.DelegatedClient.parameters;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
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
class SignInPagesTest {

    private final FakeEntra entra = FakeEntra.start();
    private final DelegatedClient client = new DelegatedClient(entra);
    private final Browser browser = new Browser(entra);
    private Map<String, String> authorization = Map.of();

    @BeforeEach
    void beginAnew() throws Exception {
        entra.reset();
        entra.addAccount(ANA).addAccount("bob@contoso.com");
        authorization = client.authorization();
    }

    @AfterAll
    void close() {
        entra.close();
    }

    private Browser open() throws Exception {
        return browser.open(client.url(authorization));
    }

    private Map<String, String> landed() {
        assertThat(browser.location()).startsWith(CALLBACK);
        return parameters(URI.create(browser.location()));
    }

    @Test
    void letsAPersonPickTheAccountAndAccept() throws Exception {
        open().press("bob@contoso.com");
        assertThat(browser.page()).contains("Permissions requested", "bob@contoso.com", SMTP, IMAP);

        browser.press("Accept");

        assertThat(landed()).containsEntry("state", "state of the browser & co");
        assertThat(client.tokens(client.redemption(landed().get("code")))).containsEntry("scope", SMTP + " " + IMAP);
    }

    @Test
    void letsAPersonTypeTheAccount() throws Exception {
        open().press("Next", Map.of("account", "ANA@contoso.com")).press("Accept");

        assertThat(landed()).containsKey("code");
    }

    @Test
    void fillsInWhoTheApplicationExpects() throws Exception {
        authorization.put("login_hint", ANA);

        open().press("Next");

        assertThat(browser.page()).contains("Permissions requested", ANA);
    }

    @Test
    void saysThatItDoesNotKnowAnAccount() throws Exception {
        open().press("Next", Map.of("account", "<eve>@contoso.com"));

        assertThat(browser.page()).contains("AADSTS50034", "value=\"<eve>@contoso.com\"");
    }

    @Test
    void asksForConsentOnceUnlessTheApplicationWantsItAgain() throws Exception {
        open().press(ANA).press("Accept");

        open().press(ANA);
        assertThat(landed()).containsKey("code");

        authorization.put("prompt", "consent");
        open().press(ANA);
        assertThat(browser.page()).contains("Permissions requested");
    }

    @Test
    void sendsThePersonBackWhoCancels() throws Exception {
        open().press("Cancel");
        assertThat(landed()).containsEntry("error", "access_denied").containsKey("state");

        open().press(ANA).press("Cancel");
        assertThat(landed()).containsEntry("error", "access_denied").containsKey("state");
    }

    @Test
    void postsTheAnswerAsAForm() throws Exception {
        authorization.put("response_mode", "form_post");

        open().press(ANA).press("Accept");
        assertThat(browser.location()).isEmpty();
        browser.press("Continue");

        assertThat(browser.location()).startsWith(CALLBACK + " code=").contains("&state=state+of");
    }

    @Test
    void answersInTheFragment() throws Exception {
        authorization.put("response_mode", "fragment");

        open().press(ANA).press("Accept");

        assertThat(browser.location()).startsWith(CALLBACK + "#code=");
    }

    @ParameterizedTest
    @CsvSource({
        "redirect_uri, https://attacker.example/, 50011",
        "redirect_uri, '', 900144",
        "client_id, 00000000-0000-0000-0000-000000000000, 700016",
    })
    void showsAPageWhereItDoesNotTrustTheRequest(String parameter, String value, int aadsts) throws Exception {
        entra.registerRedirectUri(URI.create(CALLBACK));
        authorization.put(parameter, value);

        open();

        assertThat(browser.status()).isEqualTo(400);
        assertThat(browser.location()).isEmpty();
        assertThat(browser.page()).contains("AADSTS" + aadsts + ": ", "Correlation ID: ");
    }

    @Test
    void showsAPageForAnotherTenantButServesThoseOfMany() throws Exception {
        URI url = client.url(authorization);

        browser.open(URI.create(url.toString().replace(entra.tenantId(), "fabrikam.com")));
        assertThat(browser.page()).contains("AADSTS90002: ");

        browser.open(URI.create(url.toString().replace(entra.tenantId(), "organizations")));
        assertThat(browser.page()).contains("Sign in");
    }

    @ParameterizedTest
    @CsvSource({
        "response_type, token, unsupported_response_type, 700054",
        "scope, '', invalid_request, 900144",
        "scope, https://outlook.office.com/SMTP.SendAsApp, invalid_client, 650053",
        "code_challenge, short, invalid_request, 501491",
        "code_challenge_method, S512, invalid_request, 501491",
        "prompt, none, login_required, 50058",
    })
    void sendsARequestBackThatIsWrong(String parameter, String value, String error, int aadsts) throws Exception {
        authorization.put(parameter, value);

        open();

        assertThat(landed())
                .containsEntry("error", error)
                .containsEntry("state", "state of the browser & co")
                .hasEntrySatisfying(
                        "error_description", text -> assertThat(text).startsWith("AADSTS" + aadsts + ": "));
        assertThat(parameters(entra.signIn(client.url(authorization), ANA))).containsEntry("error", error);
    }

    @Test
    void tellsPeopleThatAnAdministratorMustApprove() throws Exception {
        entra.requireAdminConsent(true);

        open().press(ANA);
        assertThat(browser.page()).contains("Need admin approval");
        browser.press("Return to the application without granting consent");

        assertThat(landed())
                .containsEntry("error", "access_denied")
                .hasEntrySatisfying(
                        "error_description", text -> assertThat(text).startsWith("AADSTS90094: "));
    }
}
