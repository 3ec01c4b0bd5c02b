package io.github.mailbearer.msal;

import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenRequest;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The client credentials grant (RFC 6749 section 4.4). */
final class ClientCredentialsGrant implements TakesClaims {

    private static final System.Logger LOG = System.getLogger("io.github.mailbearer.msal");

    private final EntraApplication application;
    private final MsalRequests requests;
    private final AppOnlyScopes scopes;
    private final @Nullable Claims claims;

    private ClientCredentialsGrant(EntraApplication application, MsalRequests requests, @Nullable Claims claims) {
        this.application = application;
        this.requests = requests;
        this.scopes = new AppOnlyScopes(application);
        this.claims = claims;
    }

    static ClientCredentialsGrant of(EntraApplication application, InstantSource clock) {
        if (Identifiers.isSharedTenant(application.tenantId())) {
            throw new IllegalArgumentException("tenantId is \"" + application.tenantId()
                    + "\", but an application gets tokens of its own from one certain tenant: give the Directory (tenant)"
                    + " ID from App registrations > the application > Overview, a GUID."
                    + " A personal account (Outlook.com) has no such tenant: there a person must sign in.");
        }
        if (application.credential().isPublic()) {
            throw new IllegalArgumentException("credential is EntraCredential.publicClient(), but an application proves"
                    + " its identity for tokens of its own: give EntraCredential.secret(...) or certificate(...)");
        }
        return new ClientCredentialsGrant(application, new MsalRequests(application, clock), null);
    }

    @Override
    public TokenProvider withClaims(Claims given) {
        return new ClientCredentialsGrant(application, requests, given);
    }

    @Override
    public AccessToken getToken(TokenRequest request) {
        Set<String> asked = scopes.of(request);
        ClientCredentialParameters parameters = ClientCredentialParameters.builder(asked)
                .skipCache(true)
                .claims(claims == null ? null : claims.forMsal())
                .build();
        // A public client is refused above, so that MSAL's application is a confidential one.
        AccessToken token = requests.acquire(
                        application.tenantId(),
                        new Failures(Asked.inItsOwnName(application, asked)),
                        msal -> ((ConfidentialClientApplication) msal).acquireToken(parameters))
                .token();
        LOG.log(System.Logger.Level.DEBUG, "Acquired {0} for {1}", token, application.description());
        return token;
    }

    @Override
    public Object cacheKey(TokenRequest request) {
        Object key = scopes.cacheKey(request);
        return claims == null ? key : claims.keyed(key);
    }

    @Override
    public String toString() {
        return "client credentials of " + application.description();
    }
}
