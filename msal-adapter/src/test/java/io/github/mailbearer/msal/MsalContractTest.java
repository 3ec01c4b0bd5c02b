package io.github.mailbearer.msal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import com.microsoft.aad.msal4j.MsalClientException;
import com.microsoft.aad.msal4j.MsalInteractionRequiredException;
import com.microsoft.aad.msal4j.MsalJsonParsingException;
import com.microsoft.aad.msal4j.MsalServiceException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What we rely on in MSAL4J, or guard against. When one of these fails after an upgrade, look for the code it explains
 * before changing the expectation.
 */
class MsalContractTest {

    private static final String SCOPE = "https://outlook.office365.com/.default";
    private static final String TOKEN =
            "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"refresh_in\":1800,\"access_token\":\"token-%d\"}";
    private static final String SECRET = "Zx8Q~a+b&c%d=e";

    private final List<HttpRequest> requests = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    @Test
    void skippingTheCacheGoesToTheNetworkEachTime() throws Exception {
        ConfidentialClientApplication msal = msal(this::token);

        assertThat(acquire(msal, true).join().accessToken()).isEqualTo("token-1");
        assertThat(acquire(msal, true).join().accessToken()).isEqualTo("token-2");
        assertThat(acquire(msal, false).join().accessToken())
                .as("what MSAL remembers all the same, which is why each request has an application of its own")
                .isEqualTo("token-2");
        assertThat(requests).hasSize(2);
    }

    @Test
    void theCallerRunsAndTheFutureIsDoneWhenItReturns() throws Exception {
        CompletableFuture<IAuthenticationResult> future = acquire(msal(this::token), true);

        assertThat(future).isDone();
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @ParameterizedTest
    @EnumSource
    void sendsOneRequestToTheLoginHostOfTheCloudAndNoDiscovery(EntraCloud cloud) throws Exception {
        acquire(msal("https://" + cloud.loginHost() + "/contoso.com/", this::token), true)
                .join();

        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request.url()).hasToString("https://" + cloud.loginHost() + "/contoso.com/oauth2/v2.0/token");
            assertThat(request.httpMethod()).hasToString("POST");
        });
    }

    @Test
    void sendsTheCredentialFormEncodedAndExtraScopes() throws Exception {
        acquire(msal(this::token), true).join();

        Map<String, String> form = Arrays.stream(requests.get(0).body().split("&"))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(
                        parameter -> parameter[0],
                        parameter -> URLDecoder.decode(parameter[1], StandardCharsets.UTF_8)));
        assertThat(form).containsEntry("grant_type", "client_credentials").containsEntry("client_secret", SECRET);
        assertThat(form.get("scope").split(" "))
                .containsExactlyInAnyOrder(SCOPE, "openid", "profile", "offline_access");
    }

    @Test
    void refreshInIsKnownOfAFreshTokenOnly() throws Exception {
        ConfidentialClientApplication msal = msal(this::token);

        assertThat(acquire(msal, true).join().metadata().refreshOn()).isPositive();
        assertThat(acquire(msal, false).join().metadata().refreshOn()).isNull();
    }

    @Test
    void invalidGrantIsInteractionRequiredWithoutAStatusEvenForAnApplication() throws Exception {
        Throwable failure = failure(json(
                400,
                "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS53003: Blocked.\",\"suberror\":\"x\"}"));

        assertThat(failure).isInstanceOf(MsalInteractionRequiredException.class);
        assertThat(((MsalServiceException) failure).statusCode()).isNull();
    }

    @Test
    void anOAuthErrorIsQuotedByItsDescription() throws Exception {
        Throwable failure =
                failure(json(401, "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Wrong.\"}"));

        assertThat(failure).isExactlyInstanceOf(MsalServiceException.class).hasMessage("AADSTS7000215: Wrong.");
        assertThat(((MsalServiceException) failure).statusCode()).isEqualTo(401);
    }

    @Test
    void anErrorWithoutADescriptionQuotesTheWholeBody() throws Exception {
        assertThat(failure(json(400, "{\"error\":\"invalid_client\",\"other\":\"planted\"}")))
                .isExactlyInstanceOf(MsalServiceException.class)
                .hasMessageContaining("planted");
    }

    @Test
    void aPageInsteadOfJsonLosesTheStatus() throws Exception {
        Throwable failure = failure(json(503, "<html>planted</html>"));

        assertThat(failure).isInstanceOf(MsalJsonParsingException.class);
        assertThat(((MsalServiceException) failure).statusCode()).isNull();
    }

    @Test
    void halfATokenIsQuotedInTheException() throws Exception {
        assertThat(failure(json(200, "{\"expires_in\":3599,\"access_token\":\"eyJwbGFudGVk")))
                .as("the reason that only whole answers are passed on to MSAL")
                .isInstanceOf(MsalClientException.class)
                .hasMessageContaining("eyJwbGFudGVk");
    }

    @Test
    void aServerErrorIsNotRepeatedOnceRetriesAreDisabled() throws Exception {
        failure(json(503, "{\"error\":\"temporarily_unavailable\",\"error_description\":\"AADSTS90033: Later.\"}"));

        assertThat(requests).hasSize(1);
    }

    @Test
    void headersMustNotBeNull() throws Exception {
        IHttpResponse headless = new IHttpResponse() {
            @Override
            public int statusCode() {
                return 200;
            }

            @Override
            public Map<String, List<String>> headers() {
                return null;
            }

            @Override
            public String body() {
                return TOKEN;
            }
        };

        assertThat(failure(headless)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void whatTheHttpClientThrowsIsTheCauseOfAClientException() throws Exception {
        IOException thrown = new IOException("down");

        assertThatThrownBy(() -> acquire(
                                msal(request -> {
                                    throw thrown;
                                }),
                                true)
                        .join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isExactlyInstanceOf(MsalClientException.class)
                .hasCause(thrown);
    }

    private IHttpResponse token(HttpRequest request) {
        requests.add(request);
        threads.add(Thread.currentThread());
        return json(200, String.format(TOKEN, requests.size()));
    }

    private static IHttpResponse json(int status, String body) {
        HttpResponse response = new HttpResponse();
        response.addHeaders(Map.of("Content-Type", List.of("application/json")));
        return response.statusCode(status).body(body);
    }

    private Throwable failure(IHttpResponse response) throws MalformedURLException {
        ConfidentialClientApplication msal = msal(request -> {
            requests.add(request);
            return response;
        });
        return catchThrowable(() -> acquire(msal, true).join()).getCause();
    }

    private static CompletableFuture<IAuthenticationResult> acquire(
            ConfidentialClientApplication msal, boolean skipCache) {
        return msal.acquireToken(ClientCredentialParameters.builder(Set.of(SCOPE))
                .skipCache(skipCache)
                .build());
    }

    private static ConfidentialClientApplication msal(IHttpClient http) throws MalformedURLException {
        return msal("https://login.microsoftonline.com/contoso.com/", http);
    }

    private static ConfidentialClientApplication msal(String authority, IHttpClient http) throws MalformedURLException {
        return ConfidentialClientApplication.builder(
                        "5c1e7b8e-54a6-4d0e-9d27-6a2b1d6f2c11", ClientCredentialFactory.createFromSecret(SECRET))
                .authority(authority)
                .instanceDiscovery(false)
                .executorService(new CallerRunsExecutor())
                .httpClient(http)
                .disableInternalRetries()
                .build();
    }
}
