/**
 * Where the rows of a {@link io.github.mailbearer.msal.TokenCacheStore} go.
 *
 * <p>None of them encrypts: {@link io.github.mailbearer.msal.TokenCacheStore#encrypted} does, around any of them.
 */
package io.github.mailbearer.msal.store;
