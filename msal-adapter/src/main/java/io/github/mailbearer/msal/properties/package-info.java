/**
 * Tokens from Entra for applications that can be given properties and no code. Everything here is found by
 * {@link java.util.ServiceLoader}; nobody calls it.
 */
package io.github.mailbearer.msal.properties;
