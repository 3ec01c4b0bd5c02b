package io.github.mailbearer.msal;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenRequest;
import java.time.InstantSource;

/**
 * Acquires tokens from Microsoft Entra through MSAL4J.
 *
 * <p>It remembers nothing: each call is one token request, made on the thread that calls, and bounded by the
 * {@linkplain EntraApplication.Builder#requestTimeout request timeout}. Wrap it in a
 * {@link io.github.mailbearer.CachingTokenProvider}, as every Session does by itself.
 *
 * <p>Whether to ask again is decided by HTTP status and OAuth {@code error} alone; the {@code AADSTS} numbers only choose
 * the advice in the message. An answer that is not Entra's own, such as a proxy's page, is reported as
 * {@linkplain io.github.mailbearer.TokenUnavailableException unavailable}, never as bad credentials.
 */
public final class MsalTokenProvider implements TokenProvider {

    private final TokenProvider grant;

    private MsalTokenProvider(TokenProvider grant) {
        this.grant = grant;
    }

    /**
     * Acquires tokens of the application itself, by the client credentials grant (RFC 6749 section 4.4): one token serves
     * all mailboxes that the application has been given access to.
     *
     * <p>A request without scopes asks for the mail resource of the application's {@linkplain EntraCloud cloud}. The
     * account of a request does not matter and is left out of the {@link #cacheKey}.
     *
     * @param application who asks; its tenant must be a certain one, not {@code common}, {@code organizations} or
     *     {@code consumers}
     * @return the provider
     * @throws IllegalArgumentException if the tenant is not a certain one
     */
    public static MsalTokenProvider clientCredentials(EntraApplication application) {
        return clientCredentials(application, InstantSource.system());
    }

    static MsalTokenProvider clientCredentials(EntraApplication application, InstantSource clock) {
        return new MsalTokenProvider(ClientCredentialsGrant.of(application, clock));
    }

    @Override
    public AccessToken getToken(TokenRequest request) {
        return grant.getToken(request);
    }

    @Override
    public Object cacheKey(TokenRequest request) {
        return grant.cacheKey(request);
    }

    @Override
    public String toString() {
        return "MsalTokenProvider[" + grant + "]";
    }
}
