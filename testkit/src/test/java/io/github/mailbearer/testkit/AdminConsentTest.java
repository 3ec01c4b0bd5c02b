package io.github.mailbearer.testkit;

import static io.github.mailbearer.testkit.DelegatedClient.ANA;
import static io.github.mailbearer.testkit.DelegatedClient.CALLBACK;
import static io.github.mailbearer.testkit.DelegatedClient.SMTP;
import static io.github.mailbearer.testkit.DelegatedClient.parameters;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AdminConsentTest {

    private final FakeEntra entra = FakeEntra.start();
    private final DelegatedClient client = new DelegatedClient(entra);
    private final Browser browser = new Browser(entra);

    @BeforeEach
    void letNobodyElseConsent() {
        entra.addAccount(ANA).requireAdminConsent(true);
    }

    @AfterEach
    void close() {
        entra.close();
    }

    private URI adminConsent() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("client_id", entra.clientId());
        parameters.put("redirect_uri", CALLBACK);
        parameters.put("scope", SMTP);
        parameters.put("state", "state-1");
        return URI.create("https://login.microsoftonline.com/" + entra.tenantId() + "/v2.0/adminconsent?"
                + FormParameters.write(parameters));
    }

    private void assertConsented(Map<String, String> answer) throws Exception {
        assertThat(answer)
                .containsEntry("admin_consent", "True")
                .containsEntry("tenant", entra.tenantId())
                .containsEntry("scope", SMTP)
                .containsEntry("state", "state-1")
                .doesNotContainKey("error");
        assertThat(parameters(entra.signIn(client.url(client.authorization()), ANA)))
                .containsKey("code");
    }

    @Test
    void letsPeopleInOnceTheAdministratorAccepted() throws Exception {
        browser.open(adminConsent());
        assertThat(browser.page()).contains("Permissions requested for your organization", SMTP);

        browser.press("Accept");

        assertConsented(parameters(URI.create(browser.location())));
        browser.open(client.url(client.authorization())).press(ANA);
        assertThat(browser.location()).contains("&code=");
    }

    @Test
    void doesWithoutABrowser() throws Exception {
        assertConsented(parameters(entra.adminConsent(adminConsent())));
    }

    @Test
    void tellsTheApplicationThatTheAdministratorCancelled() throws Exception {
        browser.open(adminConsent()).press("Cancel");

        assertThat(parameters(URI.create(browser.location())))
                .containsEntry("error", "consent_required")
                .containsEntry("tenant", entra.tenantId())
                .containsEntry("state", "state-1");
        assertThat(parameters(entra.signIn(client.url(client.authorization()), ANA)))
                .doesNotContainKey("code");
    }

    @Test
    void showsAPageWhereItDoesNotTrustTheRedirectUri() throws Exception {
        entra.registerRedirectUri(URI.create("https://mail.contoso.com/"));

        assertThat(browser.open(adminConsent()).page()).contains("AADSTS50011: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entra.adminConsent(client.url(client.authorization())))
                .withMessageContaining("/v2.0/adminconsent");
    }
}
