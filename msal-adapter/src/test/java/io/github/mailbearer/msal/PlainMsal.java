package io.github.mailbearer.msal;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import com.microsoft.aad.msal4j.RefreshTokenParameters;
import com.microsoft.aad.msal4j.SilentParameters;
import io.github.mailbearer.testkit.FakeEntra;
import java.net.MalformedURLException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** MSAL4J as an application uses it by itself, with its own cache and its own ideas, at a fake Entra. */
final class PlainMsal {

    static final String DEFAULT = "https://outlook.office365.com/.default";

    private PlainMsal() {}

    /** An application as MSAL's examples build it, except that its requests end up at the fake. */
    static ConfidentialClientApplication.Builder builder(FakeEntra entra) {
        return builder(entra, "https://login.microsoftonline.com/");
    }

    static ConfidentialClientApplication.Builder builder(FakeEntra entra, String authority) {
        try {
            return ConfidentialClientApplication.builder(
                            entra.clientId(), ClientCredentialFactory.createFromSecret(entra.clientSecret()))
                    .authority(authority + entra.tenantId() + "/")
                    .instanceDiscovery(false)
                    .httpClient(new Redirected(entra));
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The same on the thread that calls, without MSAL's own retries. */
    static ConfidentialClientApplication callerRuns(FakeEntra entra) {
        return build(builder(entra).executorService(new CallerRunsExecutor()).disableInternalRetries());
    }

    static ConfidentialClientApplication build(ConfidentialClientApplication.Builder builder) {
        try {
            return builder.build();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static ClientCredentialParameters appOnly() {
        return ClientCredentialParameters.builder(Set.of(DEFAULT)).build();
    }

    static IAuthenticationResult appOnly(ConfidentialClientApplication msal) {
        return joined(() -> msal.acquireToken(appOnly()).join());
    }

    static IAuthenticationResult redeem(ConfidentialClientApplication msal, String refreshToken, String... scopes) {
        return joined(() -> msal.acquireToken(RefreshTokenParameters.builder(Set.of(scopes), refreshToken)
                        .build())
                .join());
    }

    static IAuthenticationResult silent(ConfidentialClientApplication msal, IAccount account, String... scopes) {
        return joined(() -> {
            try {
                return msal.acquireTokenSilently(SilentParameters.builder(Set.of(scopes), account)
                                .build())
                        .join();
            } catch (MalformedURLException e) {
                throw new IllegalArgumentException(e);
            }
        });
    }

    /** MSAL's exception rather than the future's. */
    private static IAuthenticationResult joined(Supplier<IAuthenticationResult> call) {
        try {
            return call.get();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    record Redirected(FakeEntra entra, HttpClient client) implements IHttpClient {

        Redirected(FakeEntra entra) {
            this(entra, HttpClient.newHttpClient());
        }

        @Override
        public IHttpResponse send(HttpRequest request) throws Exception {
            java.net.http.HttpRequest.Builder outgoing = java.net.http.HttpRequest.newBuilder(
                            entra.uri().resolve(request.url().getFile()))
                    .method(request.httpMethod().name(), BodyPublishers.ofString(request.body()));
            request.headers().forEach(outgoing::setHeader);
            java.net.http.HttpResponse<String> answer = client.send(outgoing.build(), BodyHandlers.ofString());
            HttpResponse response = new HttpResponse();
            response.addHeaders(answer.headers().map());
            return response.statusCode(answer.statusCode()).body(answer.body());
        }
    }
}
