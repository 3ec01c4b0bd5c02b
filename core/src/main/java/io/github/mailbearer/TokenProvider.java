package io.github.mailbearer;

/**
 * A source of access tokens, such as an identity provider's token endpoint.
 *
 * <p>A provider only acquires. When to ask, for whom to wait and what to remember is the business of
 * {@link CachingTokenProvider}, which every Session gets unless it is told otherwise, so the plainest implementation is
 * a good one:
 *
 * <pre>{@code
 * TokenProvider tokens = request -> {
 *     Reply reply = tokenEndpoint.ask(request.account());
 *     return AccessToken.of(reply.accessToken(), Instant.now().plusSeconds(reply.expiresIn()));
 * };
 * }</pre>
 *
 * <p>Implementations must be safe for use by several threads at once. They may block, and should give up by themselves
 * and when their thread is interrupted.
 */
@FunctionalInterface
public interface TokenProvider {

    /**
     * Acquires a token.
     *
     * @param request whose token, and for what
     * @return a token that is valid now
     * @throws InteractionRequiredException if a person must sign in or consent first
     * @throws TokenRequestDeniedException if configuration or policy must change first
     * @throws TokenUnavailableException if nothing but time is needed: the endpoint is unreachable, throttling or broken
     */
    AccessToken getToken(TokenRequest request);

    /**
     * Acquires another token because a server refused this one, revoked before its time perhaps.
     *
     * <p>A provider that remembers tokens must override this and forget the refused one; otherwise it would be answered
     * again. May answer a token equal to {@code rejected} when none may be fetched now: callers then do not retry.
     *
     * @param request whose token, and for what
     * @param rejected the token the server refused
     * @return a token that is valid now
     * @throws TokenException as {@link #getToken} does
     */
    default AccessToken renewToken(TokenRequest request, AccessToken rejected) {
        return getToken(request);
    }

    /**
     * Tells which requests share a token: those with equal keys do.
     *
     * <p>By default every account and set of scopes has its own. A provider whose tokens do not depend on the account,
     * as those of the client credentials grant (RFC 6749 section 4.4), leaves it out. The key is computed at each
     * look-up, so it should cost nothing; {@code equals} and {@code hashCode} must not change over its life.
     *
     * @param request whose token, and for what
     * @return the key, never {@code null}
     */
    default Object cacheKey(TokenRequest request) {
        return request;
    }
}
