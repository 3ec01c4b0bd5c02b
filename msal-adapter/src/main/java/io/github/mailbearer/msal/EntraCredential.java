package io.github.mailbearer.msal;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;

/**
 * What an application proves its identity to Entra with (RFC 6749 section 2.3).
 *
 * <p>A certificate is the better choice: its key need not leave the machine. No credential shows its secret in
 * {@code toString}, an error or a log.
 */
public sealed interface EntraCredential permits MsalCredential {

    /**
     * A client secret that stays the same.
     *
     * @param value the Value of the client secret, not its Secret ID
     * @return the credential
     * @throws IllegalArgumentException if the value cannot be a client secret; the message says why
     */
    static EntraCredential secret(String value) {
        SecretForm.fault(value).ifPresent(fault -> {
            throw new IllegalArgumentException("secret " + fault);
        });
        return new ClientSecret(() -> value);
    }

    /**
     * A client secret that changes while the application runs, read from a vault or a mounted file perhaps.
     *
     * <p>The supplier is asked for each token request, about once an hour and tenant. When it throws, the request ends in
     * a {@link io.github.mailbearer.TokenUnavailableException} with that cause; when what it returns cannot be a client
     * secret, in a {@link io.github.mailbearer.TokenRequestDeniedException}.
     *
     * @param current gives the secret in force; called by several threads at once perhaps
     * @return the credential
     */
    static EntraCredential secret(Supplier<String> current) {
        return new ClientSecret(Arguments.required("current", current, "a supplier of the secret in force"));
    }

    /**
     * A certificate with its private key, for tenants that know the certificate itself.
     *
     * @param key the RSA private key that belongs to the certificate
     * @param certificate the certificate uploaded to the application registration
     * @return the credential
     * @throws IllegalArgumentException if the key is no RSA key or does not belong to the certificate, or the certificate
     *     is not valid today
     */
    static EntraCredential certificate(PrivateKey key, X509Certificate certificate) {
        Arguments.required("certificate", certificate, "the certificate uploaded to the application registration");
        return certificate(key, List.of(certificate));
    }

    /**
     * A certificate with its private key and issuers, for registrations that trust a subject name and an issuer.
     *
     * @param key the RSA private key that belongs to the first certificate
     * @param chain the application's certificate, then its issuers in order
     * @return the credential
     * @throws IllegalArgumentException if the chain is empty, the key is no RSA key or does not belong to the first
     *     certificate, or that certificate is not valid today
     */
    static EntraCredential certificate(PrivateKey key, List<X509Certificate> chain) {
        return ClientCertificate.of(key, chain);
    }
}
