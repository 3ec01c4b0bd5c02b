package io.github.mailbearer.msal;

import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IClientCredential;
import io.github.mailbearer.AccessToken;
import java.net.MalformedURLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Makes token requests through MSAL.
 *
 * <p>Each request has an MSAL application of its own. That costs microseconds, uses the credential in force, and leaves
 * MSAL's cache, in which the tokens of one flow are found by another, nothing to remember but what the grant puts in.
 */
final class MsalRequests {

    private final EntraApplication application;
    private final InstantSource clock;

    MsalRequests(EntraApplication application, InstantSource clock) {
        this.application = application;
        this.clock = clock;
    }

    /** What to ask MSAL for. */
    @FunctionalInterface
    interface Grant {
        CompletableFuture<IAuthenticationResult> ask(ConfidentialClientApplication msal) throws MalformedURLException;
    }

    /**
     * What came of a token request.
     *
     * @param askedAt when it was sent
     * @param answer the token response
     * @param cache MSAL's cache afterwards, serialised: a secret
     */
    record Acquired(
            AccessToken token, IAuthenticationResult result, Instant askedAt, TokenAnswer answer, String cache) {

        @Override
        public String toString() {
            return "Acquired[" + token + "]";
        }
    }

    /**
     * Makes one token request.
     *
     * @param tenantId the tenant to ask
     * @param failures what a failure means
     * @throws io.github.mailbearer.TokenException if there is no token
     */
    Acquired acquire(String tenantId, Failures failures, Grant grant) {
        IClientCredential credential = application.credential().current(application.description());
        Exchange exchange = new Exchange(application.endpoint(), clock);
        try {
            ConfidentialClientApplication msal = ConfidentialClientApplication.builder(
                            application.clientId(), credential)
                    .authority(application.authority(tenantId))
                    .instanceDiscovery(false)
                    .executorService(new CallerRunsExecutor())
                    .httpClient(exchange)
                    .disableInternalRetries()
                    .build();
            IAuthenticationResult result = grant.ask(msal).join();
            return new Acquired(
                    exchange.token(result.accessToken()),
                    result,
                    exchange.sentAt(),
                    exchange.received(),
                    msal.tokenCache().serialize());
        } catch (CompletionException e) {
            throw failures.of(exchange, e.getCause() == null ? e : e.getCause());
        } catch (MalformedURLException e) {
            throw new IllegalStateException(
                    "the authority of a checked tenant is no URL: " + application.authority(tenantId), e);
        }
    }
}
