package io.github.mailbearer.msal;

import com.microsoft.aad.msal4j.AbstractClientApplicationBase;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IClientCredential;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.PublicClientApplication;
import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenException;
import java.net.MalformedURLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Makes token requests through MSAL.
 *
 * <p>Each request has an MSAL application of its own. That costs microseconds, uses the credential in force, and leaves
 * MSAL's cache, in which the tokens of one flow are found by another, nothing to remember but what the grant puts in.
 */
final class MsalRequests {

    private static final System.Logger LOG = System.getLogger("io.github.mailbearer.msal");

    /** How many more requests a refused credential may cost: a secret that changed meanwhile, and another credential. */
    private static final int MOST_OTHERS = 2;

    private final EntraApplication application;
    private final InstantSource clock;

    MsalRequests(EntraApplication application, InstantSource clock) {
        this.application = application;
        this.clock = clock;
    }

    /** What to ask MSAL for, of an application that remembers nothing. Asked once more for each other credential. */
    @FunctionalInterface
    interface Grant {
        CompletableFuture<IAuthenticationResult> ask(AbstractClientApplicationBase msal) throws MalformedURLException;

        /** What MSAL sends its requests by: the exchange, or what has a say in it. */
        default IHttpClient over(Exchange exchange) {
            return exchange;
        }

        /** What MSAL works by. */
        default ExecutorService executor() {
            return new CallerRunsExecutor();
        }
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
     * Makes one token request, and another one if Entra refuses the credential and there is another one.
     *
     * @param tenantId the tenant to ask
     * @param failures what a failure means
     * @throws TokenException if there is no token
     */
    Acquired acquire(String tenantId, Failures failures, Grant grant) {
        try {
            return acquire(tenantId, failures, grant, application.credential().proof(application.description(), clock));
        } finally {
            application.expiryWatch().look(application, clock.instant());
        }
    }

    private Acquired acquire(String tenantId, Failures failures, Grant grant, Proof first) {
        Proof proof = first;
        TokenException refusal = null;
        for (int others = MOST_OTHERS; ; others--) {
            Exchange exchange = new Exchange(application.endpoint(), clock);
            try {
                Acquired acquired = ask(exchange, tenantId, failures, grant, proof);
                proof.accepted();
                return acquired;
            } catch (TokenException failure) {
                if (!exchange.isCredentialRefused()) {
                    throw joined(failure, refusal);
                }
                // Of several refusals the first is told: it is about the credential that should have been right.
                refusal = refusal == null ? failure : joined(refusal, failure);
                proof = others == 0 ? null : other(proof, refusal);
                if (proof == null) {
                    throw refusal;
                }
            }
        }
    }

    private @Nullable Proof other(Proof refused, TokenException refusal) {
        Optional<Proof> other;
        try {
            other = refused.instead();
        } catch (TokenException e) {
            throw joined(refusal, e);
        }
        other.ifPresent(proof -> LOG.log(
                System.Logger.Level.INFO,
                "Entra refused the credential of {0}; there is another one, which is tried",
                application.description()));
        return other.orElse(null);
    }

    private static TokenException joined(TokenException told, @Nullable TokenException another) {
        if (another != null) {
            told.addSuppressed(another);
        }
        return told;
    }

    private Acquired ask(Exchange exchange, String tenantId, Failures failures, Grant grant, Proof proof) {
        try {
            AbstractClientApplicationBase msal = msal(grant, grant.over(exchange), tenantId, proof.credential());
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

    private AbstractClientApplicationBase msal(
            Grant grant, IHttpClient http, String tenantId, @Nullable IClientCredential credential)
            throws MalformedURLException {
        String authority = application.authority(tenantId);
        String clientId = application.clientId();
        return credential == null
                ? configured(PublicClientApplication.builder(clientId).authority(authority), grant, http)
                        .build()
                : configured(
                                ConfidentialClientApplication.builder(clientId, credential)
                                        .authority(authority),
                                grant,
                                http)
                        .build();
    }

    private <B extends AbstractClientApplicationBase.Builder<B>> B configured(
            B builder, Grant grant, IHttpClient http) {
        if (!application.clientCapabilities().isEmpty()) {
            builder.clientCapabilities(application.clientCapabilities());
        }
        return builder.instanceDiscovery(false)
                .executorService(grant.executor())
                .httpClient(http)
                .disableInternalRetries();
    }
}
