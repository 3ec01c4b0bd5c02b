package io.github.mailbearer.msal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntraApplicationTest {

    private static final String TENANT = "9b0b2a5d-0f9c-4c1c-8f68-3c5f6f0f3f0b";
    private static final String CLIENT = "5c1e7b8e-54a6-4d0e-9d27-6a2b1d6f2c11";
    private static final String SECRET = "Zx8Q~planted.secret-value_0123456789";
    private static final URI LOOPBACK = URI.create("http://127.0.0.1:8080");

    private static EntraApplication.Builder valid() {
        return EntraApplication.builder().tenantId(TENANT).clientId(CLIENT).credential(EntraCredential.secret(SECRET));
    }

    @Test
    void showsTenantAndClientButNotTheCredential() {
        assertThat(valid().build())
                .hasToString("EntraApplication[" + CLIENT + ", tenantId=" + TENANT + ", cloud=WORLDWIDE]");
    }

    @Test
    void keepsWhatItWasBuiltWithWhenTheBuilderGoesOn() {
        EntraApplication.Builder builder = valid();
        EntraApplication built = builder.build();

        builder.tenantId("contoso.com");

        assertThat(built.tenantId()).isEqualTo(TENANT);
    }

    @ParameterizedTest
    @ValueSource(strings = {TENANT, "contoso.onmicrosoft.com", "Contoso.COM", "xn--bcher-kva.example", "common"})
    void takesAGuidOrADomainAsTenant(String tenantId) {
        assertThat(valid().tenantId(tenantId).build().tenantId()).isEqualTo(tenantId);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "  ",
                " " + TENANT,
                TENANT + "\n",
                "{" + TENANT + "}",
                "9b0b2a5d0f9c4c1c8f683c5f6f0f3f0b",
                "contoso",
                "contoso..com",
                "admin@contoso.com",
                "https://login.microsoftonline.com/" + TENANT,
                "contoso.com/../common",
                SECRET
            })
    void refusesAnyOtherTenant(String tenantId) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> valid().tenantId(tenantId).build())
                .withMessageStartingWith("tenantId ")
                .withMessageContaining("Directory (tenant) ID")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(SECRET));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", CLIENT + " ", "my-app", "https://contoso.com/app", SECRET})
    void refusesAClientIdThatIsNoGuid(String clientId) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> valid().clientId(clientId).build())
                .withMessageStartingWith("clientId ")
                .withMessageContaining("Application (client) ID")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(SECRET));
    }

    @Test
    void refusesAMissingCredential() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> valid().credential(null).build())
                .withMessageStartingWith("credential is missing: give EntraCredential.secret(...)");
    }

    @Test
    void refusesAMissingCloud() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> valid().cloud(null).build())
                .withMessageStartingWith("cloud is missing");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"PT0S", "PT0.999S", "PT-5S", "PT2M0.001S", "PT1000H"})
    void refusesATimeoutOutOfBounds(Duration timeout) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> valid().requestTimeout(timeout).build())
                .withMessageStartingWith("requestTimeout is ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1S", "PT2M"})
    void takesATimeoutAtItsBounds(Duration timeout) {
        assertThat(valid().requestTimeout(timeout).build()).isNotNull();
    }

    @Test
    void refusesAClientThatFollowsRedirects() {
        HttpClient http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> valid().http(http).build())
                .withMessageContaining("http follows redirects")
                .withMessageContaining("Redirect.NEVER");
    }

    @Test
    void refusesAProxyBetweenItselfAndTheLoopbackEndpoint() {
        HttpClient proxied = HttpClient.newBuilder()
                .proxy(ProxySelector.of(InetSocketAddress.createUnresolved("proxy.invalid", 3128)))
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> valid().http(proxied).loopbackEndpoint(LOOPBACK).build())
                .withMessageContaining("through a proxy");
        assertThat(valid().http(proxied).build()).isNotNull();
    }

    @Test
    void refusesAnEndpointThatIsNotOnThisMachine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> valid().loopbackEndpoint(URI.create("http://entra.example:80"))
                        .build())
                .withMessageStartingWith("loopbackEndpoint is not on a loopback address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"common", "organizations", "consumers", "Common", "9188040D-6c67-4c5b-b112-36a304b66dad"})
    void hasNoTokensOfItsOwnFromASharedTenant(String tenantId) {
        EntraApplication application = valid().tenantId(tenantId).build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> MsalTokenProvider.clientCredentials(application))
                .withMessageStartingWith("tenantId is \"" + tenantId + "\"")
                .withMessageContaining("Directory (tenant) ID")
                .withMessageContaining("A personal account (Outlook.com) has no such tenant");
    }

    @Test
    void hasNoTokensOfItsOwnWithoutACredential() {
        EntraApplication application =
                valid().credential(EntraCredential.publicClient()).build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> MsalTokenProvider.clientCredentials(application))
                .withMessageStartingWith("credential is EntraCredential.publicClient()");
    }
}
