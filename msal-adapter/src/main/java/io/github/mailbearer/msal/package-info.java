/**
 * Tokens from Microsoft Entra.
 *
 * <pre>{@code
 * TokenProvider tokens = MsalTokenProvider.clientCredentials(EntraApplication.builder()
 *         .tenantId(tenantId)
 *         .clientId(clientId)
 *         .credential(EntraCredential.secret(secret))
 *         .build());
 * }</pre>
 *
 * <ul>
 *   <li><b>Who asks.</b> An {@link io.github.mailbearer.msal.EntraApplication} is a registration in a tenant of an
 *       {@link io.github.mailbearer.msal.EntraCloud}, with an {@link io.github.mailbearer.msal.EntraCredential}, whose end
 *       a {@link io.github.mailbearer.msal.CredentialListener} hears of. In Azure a
 *       {@link io.github.mailbearer.msal.ManagedIdentity} needs neither.
 *   <li><b>How.</b> An {@link io.github.mailbearer.msal.MsalTokenProvider} makes token requests, a grant each: client
 *       credentials, delegated, device code, managed identity. It only acquires: wrap it in a
 *       {@link io.github.mailbearer.CachingTokenProvider}, as every Session does by itself.
 *   <li><b>For whom.</b> A {@link io.github.mailbearer.msal.MailboxConnector} connects a mailbox by a person's consent,
 *       from {@link io.github.mailbearer.msal.AuthorizationRequest} to
 *       {@link io.github.mailbearer.msal.ConnectedMailbox}; lists, refreshes and disconnects them.
 *   <li><b>Where it is kept.</b> A {@link io.github.mailbearer.msal.TokenCacheStore} has a row for each mailbox, encrypted
 *       with {@link io.github.mailbearer.msal.EncryptionKeys}; {@code io.github.mailbearer.msal.store} has files and
 *       databases.
 * </ul>
 *
 * <p>Inside, a token request goes from a grant ({@code ClientCredentialsGrant}, {@code DelegatedGrant} …) through
 * {@code MsalRequests}, which makes an MSAL application for it, and {@code Exchange} to {@code TokenEndpoint}; what comes
 * back is a {@code TokenAnswer}, or {@code Failures} say who has to act, in the words that {@code Asked} finds in the
 * application's catalogue. A refresh is decided in {@code RefreshProcedure}
 * and stored by {@code RotationSaver}. A sign-in begins in {@code SignInStart} and ends in {@code SignInEnd}; what is
 * remembered of it meanwhile is a {@code SignInRow}. {@code Connections} reads and writes the rows of mailboxes, each a
 * {@code Connection}.
 */
package io.github.mailbearer.msal;
