package io.github.mailbearer.msal;

/**
 * Hears that a client secret or certificate ends soon, so that somebody can make a new one before mail stops.
 *
 * <p>It is told once each when 30, 14, 7 and 1 days are left, and when the time is over. There is no timer: it happens at
 * the next token request, on a thread of its own, so that it may send mail through this very application. The process does
 * not end before it returns. What it throws is logged and changes nothing.
 */
@FunctionalInterface
public interface CredentialListener {

    /**
     * A credential ends soon, or has ended.
     *
     * @param application whose credential
     * @param health when it ends
     */
    void credentialExpires(EntraApplication application, CredentialHealth health);
}
