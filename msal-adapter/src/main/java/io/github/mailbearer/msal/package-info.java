/**
 * Tokens from Microsoft Entra.
 */
package io.github.mailbearer.msal;
