/**
 * Tokens from Microsoft Entra.
 *
 * <p>An {@link io.github.mailbearer.msal.EntraApplication} says who asks: an application registration, its tenant and its
 * {@linkplain io.github.mailbearer.msal.EntraCredential credential}. An
 * {@link io.github.mailbearer.msal.MsalTokenProvider} asks on its behalf. It only acquires: wrap it in a
 * {@link io.github.mailbearer.CachingTokenProvider}, as every Session does by itself.
 *
 * <pre>{@code
 * TokenProvider tokens = MsalTokenProvider.clientCredentials(EntraApplication.builder()
 *         .tenantId(tenantId)
 *         .clientId(clientId)
 *         .credential(EntraCredential.secret(secret))
 *         .build());
 * }</pre>
 */
package io.github.mailbearer.msal;
