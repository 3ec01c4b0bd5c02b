package io.github.mailbearer.msal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenEndpointTest {

    @Test
    void givesTheCredentialToNoHostButItsOwn() throws Exception {
        TokenEndpoint endpoint = new TokenEndpoint(
                EntraCloud.US_GOVERNMENT.loginHost(),
                new BoundedHttp(HttpClient.newHttpClient(), Duration.ofSeconds(1)),
                null);
        ConfidentialClientApplication misled = ConfidentialClientApplication.builder(
                        "5c1e7b8e-54a6-4d0e-9d27-6a2b1d6f2c11", ClientCredentialFactory.createFromSecret("Zx8Q~secret"))
                .authority("https://login.microsoftonline.com/contoso.com/")
                .instanceDiscovery(false)
                .executorService(new CallerRunsExecutor())
                .httpClient(new Exchange(endpoint, InstantSource.system()))
                .build();

        Throwable failure = catchThrowable(() -> misled.acquireToken(
                        ClientCredentialParameters.builder(Set.of("https://outlook.office365.us/.default"))
                                .skipCache(true)
                                .build())
                .join());

        assertThat(failure)
                .rootCause()
                .isInstanceOf(IOException.class)
                .hasMessageContaining("to login.microsoftonline.com instead of login.microsoftonline.us");
    }
}
