package io.github.mailbearer.msal;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenRequest;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Acquires tokens from Microsoft Entra through MSAL4J.
 *
 * <p>It is no cache: wrap it in a {@link io.github.mailbearer.CachingTokenProvider}, as every Session does by itself. Tokens
 * of {@linkplain #delegated connected mailboxes} are kept in their {@link TokenCacheStore}; in memory there is only what was
 * handed out last, to recognise it when a server rejects it, and a renewed refresh token while the store does not take it.
 *
 * <p>A call makes one token request on the thread that calls, bounded by the
 * {@linkplain EntraApplication.Builder#requestTimeout request timeout}, and others only if Entra refuses the
 * credential and there is another to try. For a connected mailbox it may make none, since the token is in the store or
 * another thread or process is asking for it: it waits for that one, and asks itself when a request timeout and ten seconds
 * have gone by. If Entra refuses a refresh token that another process has renewed meanwhile, the renewed one is used, by a
 * second request. {@link #deviceCode} also waits for a person.
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

    /**
     * Acquires tokens on behalf of the people whose mailboxes a {@link MailboxConnector} has connected, by the refresh token
     * grant (RFC 6749 section 6). The account of a request names the mailbox.
     *
     * <p>Access tokens are kept in the store beside the refresh token, so that the processes of a fleet, and a process that
     * was started anew, share one; where a store has leases, one process refreshes and the others wait for its result. A
     * refresh token that Entra renews is stored by compare-and-set in a step of its own, which is tried again without
     * repeating the request. A request without scopes is for what the mailbox was connected with.
     *
     * <p>A mailbox that is not connected, or that Entra wants a person to sign in for again, is reported by
     * {@link io.github.mailbearer.InteractionRequiredException}; what Entra wants to be sent along then is in its details
     * under {@code claims}. While Entra is out of order, the token at hand is used until it ends.
     *
     * @param application who asks
     * @param store where the connected mailboxes are kept
     * @return the provider
     * @throws IllegalArgumentException if the store would keep refresh tokens in clear
     */
    public static MsalTokenProvider delegated(EntraApplication application, TokenCacheStore store) {
        return delegated(application, store, InstantSource.system(), Pauses.Sleeper.SYSTEM);
    }

    static MsalTokenProvider delegated(
            EntraApplication application, TokenCacheStore store, InstantSource clock, Pauses.Sleeper sleeper) {
        return new MsalTokenProvider(DelegatedGrant.of(application, store, clock, sleeper));
    }

    /**
     * Acquires tokens of the managed identity that Azure has given to the machine, container or app this runs on. There is
     * no credential to keep, and one token serves all mailboxes that the identity has been given access to.
     *
     * <p>A request without scopes asks for the mail resource of the identity's {@linkplain EntraCloud cloud}. The account of
     * a request does not matter and is left out of the {@link #cacheKey}.
     *
     * @param identity which of the identities there
     * @return the provider
     * @throws IllegalArgumentException on Service Fabric, whose identities MSAL4J asks for without a bound on time
     */
    public static MsalTokenProvider managedIdentity(ManagedIdentity identity) {
        return new MsalTokenProvider(ManagedIdentityGrant.of(identity, InstantSource.system()));
    }

    /**
     * Acquires tokens on behalf of people who sign in on another device (RFC 8628), for programs without a browser.
     *
     * <p>A mailbox that is in the store is served as by {@link #delegated}. For one that is not, or that must sign in again,
     * Entra is asked for a code; the prompt is told, and the calling thread waits until the person has signed in, declined,
     * or let the code end, a quarter of an hour at most. The signed-in account must be the mailbox, and is stored before the
     * token is answered. Each mailbox has one sign-in at a time, and all who ask meanwhile wait for it.
     *
     * <p>Behind a {@link io.github.mailbearer.CachingTokenProvider} callers wait no longer than its acquire timeout; the
     * sign-in goes on, and later requests find its result. A request without scopes signs in for all the mail permissions
     * that the registration lists.
     *
     * @param application who asks; its credential is {@link EntraCredential#publicClient()}
     * @param store where the mailboxes are kept
     * @param prompt told where to enter which code, on the thread that asks for a token
     * @return the provider
     * @throws IllegalArgumentException if the application has a credential, or the store would keep refresh tokens in clear
     */
    public static MsalTokenProvider deviceCode(
            EntraApplication application, TokenCacheStore store, Consumer<DeviceCodePrompt> prompt) {
        return deviceCode(application, store, prompt, InstantSource.system(), Pauses.Sleeper.SYSTEM);
    }

    static MsalTokenProvider deviceCode(
            EntraApplication application,
            TokenCacheStore store,
            Consumer<DeviceCodePrompt> prompt,
            InstantSource clock,
            Pauses.Sleeper sleeper) {
        return new MsalTokenProvider(DeviceCodeGrant.of(application, store, prompt, clock, sleeper));
    }

    /**
     * The same provider for whoever was sent a claims challenge: it sends the claims with every token request, and answers
     * with no token that was acquired without them, wherever it is kept.
     *
     * <p>Requests to the two providers do not share tokens in a cache, since their {@linkplain #cacheKey keys} differ.
     *
     * @param claimsJson the claims, a JSON object: what a {@code WWW-Authenticate} header holds in base64, or an
     *     {@link io.github.mailbearer.InteractionRequiredException} in its details under {@code claims}
     * @return a provider beside this one
     * @throws IllegalArgumentException if the claims are no JSON object
     * @throws UnsupportedOperationException if this provider's grant knows no claims
     */
    public MsalTokenProvider withClaims(String claimsJson) {
        Claims claims = Claims.of(claimsJson);
        if (grant instanceof TakesClaims claimable) {
            return new MsalTokenProvider(claimable.withClaims(claims));
        }
        throw new UnsupportedOperationException("claims cannot be sent for " + grant);
    }

    @Override
    public AccessToken getToken(TokenRequest request) {
        return grant.getToken(request);
    }

    @Override
    public AccessToken renewToken(TokenRequest request, AccessToken rejected) {
        return grant.renewToken(request, rejected);
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
