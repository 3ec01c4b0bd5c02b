package io.github.mailbearer.msal;

import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.ManagedIdentityApplication;
import com.microsoft.aad.msal4j.ManagedIdentityParameters;
import com.microsoft.aad.msal4j.ManagedIdentitySourceType;
import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenException;
import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;

/** Tokens of a managed identity, from the endpoint that Azure has beside each machine. */
final class ManagedIdentityGrant implements TokenProvider {

    private static final System.Logger LOG = System.getLogger("io.github.mailbearer.msal");

    private final ManagedIdentity identity;
    private final InstantSource clock;
    private final IdentityEndpoint endpoint;
    private final AppOnlyScopes scopes;
    private final IdentityFailures failures;

    private ManagedIdentityGrant(ManagedIdentity identity, InstantSource clock) {
        this.identity = identity;
        this.clock = clock;
        this.endpoint = new IdentityEndpoint(
                new BoundedHttp(HttpClients.direct(), identity.requestTimeout()), System.getenv(), identity.loopback());
        this.scopes = new AppOnlyScopes(identity, identity.description(), identity.cloud());
        this.failures = new IdentityFailures(identity);
    }

    static ManagedIdentityGrant of(ManagedIdentity identity, InstantSource clock) {
        return of(identity, clock, ManagedIdentityApplication.getManagedIdentitySource());
    }

    static ManagedIdentityGrant of(ManagedIdentity identity, InstantSource clock, ManagedIdentitySourceType source) {
        Arguments.required("identity", identity, "ManagedIdentity.systemAssigned() or another one");
        if (source == ManagedIdentitySourceType.SERVICE_FABRIC) {
            // There MSAL uses an HTTP client of its own, which waits for ever.
            throw new IllegalArgumentException("identity is " + identity
                    + ", but managed identities of Service Fabric are not supported: give an EntraApplication with a"
                    + " certificate to MsalTokenProvider.clientCredentials");
        }
        return new ManagedIdentityGrant(identity, clock);
    }

    @Override
    public AccessToken getToken(TokenRequest request) {
        String resource = scopes.resource(request);
        IdentityExchange exchange = new IdentityExchange(endpoint);
        try {
            AccessToken token = token(ask(exchange, resource));
            LOG.log(System.Logger.Level.DEBUG, "Acquired {0} for {1}", token, identity.description());
            return token;
        } catch (CompletionException e) {
            throw failure(exchange, resource, e.getCause() == null ? e : e.getCause());
        } catch (Exception e) { // MSAL declares no less
            throw failure(exchange, resource, e);
        }
    }

    /** MSAL's cache of these tokens belongs to the whole JVM, so it is passed over each time. */
    private IAuthenticationResult ask(IdentityExchange exchange, String resource) throws Exception {
        ManagedIdentityParameters parameters =
                ManagedIdentityParameters.builder(resource).forceRefresh(true).build();
        return ManagedIdentityApplication.builder(identity.id())
                .executorService(new CallerRunsExecutor())
                .httpClient(exchange)
                .disableInternalRetries()
                .build()
                .acquireTokenForManagedIdentity(parameters)
                .join();
    }

    private static AccessToken token(IAuthenticationResult result) {
        Instant expiresAt = result.expiresOnDate().toInstant();
        AccessToken token = AccessToken.of(result.accessToken(), expiresAt);
        Long refreshOn = result.metadata().refreshOn();
        return refreshOn == null || refreshOn <= 0 ? token : token.withRefreshAt(Instant.ofEpochSecond(refreshOn));
    }

    private TokenException failure(IdentityExchange exchange, String resource, Throwable thrown) {
        return failures.of(exchange, resource, thrown, clock.instant());
    }

    @Override
    public Object cacheKey(TokenRequest request) {
        return scopes.cacheKey(request);
    }

    @Override
    public String toString() {
        return identity.description();
    }
}
