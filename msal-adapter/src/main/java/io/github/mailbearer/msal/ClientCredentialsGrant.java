package io.github.mailbearer.msal;

import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IClientCredential;
import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenRequest;
import java.net.MalformedURLException;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletionException;

/**
 * The client credentials grant (RFC 6749 section 4.4).
 *
 * <p>Each request has an MSAL application of its own. That costs microseconds, uses the credential in force, and leaves
 * MSAL's cache, in which the tokens of one flow are found by another, nothing to remember.
 */
final class ClientCredentialsGrant implements TokenProvider {

    private static final System.Logger LOG = System.getLogger("io.github.mailbearer.msal");

    private final EntraApplication application;
    private final InstantSource clock;
    private final AppOnlyScopes scopes;
    private final Failures failures;

    private ClientCredentialsGrant(EntraApplication application, InstantSource clock) {
        this.application = application;
        this.clock = clock;
        this.scopes = new AppOnlyScopes(application);
        this.failures = new Failures(application);
    }

    static ClientCredentialsGrant of(EntraApplication application, InstantSource clock) {
        if (Identifiers.isSharedTenant(application.tenantId())) {
            throw new IllegalArgumentException("tenantId is \"" + application.tenantId()
                    + "\", but an application gets tokens of its own from one certain tenant: give the Directory (tenant)"
                    + " ID from App registrations > the application > Overview, a GUID");
        }
        return new ClientCredentialsGrant(application, clock);
    }

    @Override
    public AccessToken getToken(TokenRequest request) {
        Set<String> wanted = scopes.of(request);
        IClientCredential credential = application.credential().current(application.description());
        Exchange exchange = new Exchange(application.endpoint(), clock);
        try {
            String value = acquire(exchange, credential, wanted);
            AccessToken token = exchange.token(value);
            LOG.log(System.Logger.Level.DEBUG, "Acquired {0} for {1}", token, application.description());
            return token;
        } catch (CompletionException e) {
            throw failures.of(exchange, e.getCause() == null ? e : e.getCause());
        }
    }

    private String acquire(Exchange exchange, IClientCredential credential, Set<String> wanted) {
        ClientCredentialParameters parameters =
                ClientCredentialParameters.builder(wanted).skipCache(true).build();
        return msal(exchange, credential).acquireToken(parameters).join().accessToken();
    }

    private ConfidentialClientApplication msal(Exchange exchange, IClientCredential credential) {
        try {
            return ConfidentialClientApplication.builder(application.clientId(), credential)
                    .authority(application.authority())
                    .instanceDiscovery(false)
                    .executorService(new CallerRunsExecutor())
                    .httpClient(exchange)
                    .disableInternalRetries()
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(
                    "the authority of a checked tenant is no URL: " + application.authority(), e);
        }
    }

    @Override
    public Object cacheKey(TokenRequest request) {
        return scopes.cacheKey(request);
    }

    @Override
    public String toString() {
        return "client credentials of " + application.description();
    }
}
