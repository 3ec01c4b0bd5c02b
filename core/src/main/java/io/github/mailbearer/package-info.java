/**
 * Access tokens and where they come from; nothing here knows of mail.
 *
 * <ul>
 *   <li>{@link io.github.mailbearer.TokenProvider} answers a {@link io.github.mailbearer.TokenRequest} with an
 *       {@link io.github.mailbearer.AccessToken}. It is the one interface an application implements to bring its own
 *       identity provider.
 *   <li>{@link io.github.mailbearer.CachingTokenProvider} decides <em>when</em> a provider is asked: early, once for
 *       any number of callers, and not too often. {@link io.github.mailbearer.TokenListener} and
 *       {@link io.github.mailbearer.CacheStats} tell what it did.
 *   <li>{@link io.github.mailbearer.TokenProviderFactory} makes a provider from properties, where there is no code to give
 *       one.
 *   <li>{@link io.github.mailbearer.ForwardingTokenProvider} is the base of whatever wraps a provider.
 *   <li>{@link io.github.mailbearer.TokenException} says who has to act when no token can be had: a person
 *       ({@link io.github.mailbearer.InteractionRequiredException}), an administrator
 *       ({@link io.github.mailbearer.TokenRequestDeniedException}), or nobody but the clock
 *       ({@link io.github.mailbearer.TokenUnavailableException}).
 * </ul>
 *
 * <p>The words are those of RFC 6749 (OAuth 2.0) and RFC 6750 (bearer tokens).
 */
package io.github.mailbearer;
