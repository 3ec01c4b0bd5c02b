package io.github.mailbearer.msal;

import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
        return new ClientSecret(() -> value, null);
    }

    /**
     * A client secret that stays the same and ends on a day that is known, so that its end can be announced.
     *
     * @param value the Value of the client secret, not its Secret ID
     * @param expiresAt the Expires column of Certificates &amp; secrets
     * @return the credential
     * @throws IllegalArgumentException if the value cannot be a client secret; the message says why
     * @see EntraApplication.Builder#credentialListener
     */
    static EntraCredential secret(String value, Instant expiresAt) {
        secret(value);
        return new ClientSecret(
                () -> value,
                Arguments.required("expiresAt", expiresAt, "the Expires column of Certificates & secrets"));
    }

    /**
     * A client secret that changes while the application runs, read from a vault or a mounted file perhaps.
     *
     * <p>The supplier is asked for each token request, about once an hour and tenant, and once more when Entra refuses what
     * it gave: if it then gives another secret, that is tried at once. When it throws, the request ends in
     * a {@link io.github.mailbearer.TokenUnavailableException} with that cause; when what it returns cannot be a client
     * secret, in a {@link io.github.mailbearer.TokenRequestDeniedException}.
     *
     * @param current gives the secret in force; called by several threads at once perhaps
     * @return the credential
     */
    static EntraCredential secret(Supplier<String> current) {
        return new ClientSecret(Arguments.required("current", current, "a supplier of the secret in force"), null);
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

    /**
     * A certificate with its private key in a key store, that of an HSM or of the operating system perhaps.
     *
     * @param keyStore a loaded key store
     * @param alias the name of the entry
     * @param password the password of the key; {@code null} if the key store needs none
     * @return the credential
     * @throws IllegalArgumentException if there is no such private key, the password is wrong, or the certificate cannot be
     *     used, as for {@link #certificate(PrivateKey, List)}
     */
    static EntraCredential certificate(KeyStore keyStore, String alias, char @Nullable [] password) {
        return KeyStoreEntry.of(keyStore, alias, password);
    }

    /**
     * A certificate in a PEM file, together with its private key.
     *
     * <p>The file is read again when it has changed, so that whoever renews certificates only has to exchange it. While it
     * cannot be used, half written perhaps, what was read before stays in use, and a warning is logged.
     *
     * @param pem a file with the application's certificate, its issuers if any, and the RSA private key (PKCS #8 or
     *     PKCS #1, not encrypted)
     * @return the credential
     * @throws IllegalArgumentException if the file cannot be used now; the message says why
     */
    static EntraCredential certificate(Path pem) {
        return CertificateFile.pem(pem);
    }

    /**
     * A certificate in a PEM file, and its private key in another: {@code tls.crt} and {@code tls.key}. They are read again
     * when they have changed, as for {@link #certificate(Path)}.
     *
     * @param pemCertificates a file with the application's certificate, then its issuers if any
     * @param pemKey a file with the RSA private key (PKCS #8 or PKCS #1, not encrypted)
     * @return the credential
     * @throws IllegalArgumentException if the files cannot be used now; the message says why
     */
    static EntraCredential certificate(Path pemCertificates, Path pemKey) {
        return CertificateFile.pem(pemCertificates, pemKey);
    }

    /**
     * A certificate with its private key in a PKCS #12 file. It is read again when it has changed, as for
     * {@link #certificate(Path)}.
     *
     * @param file a {@code .pfx} or {@code .p12} file with one private key
     * @param password its password
     * @return the credential
     * @throws IllegalArgumentException if the password is wrong or the file cannot be used now; the message says why
     */
    static EntraCredential pkcs12(Path file, char[] password) {
        char[] copy = Arguments.required("password", password, "the password of the file")
                .clone();
        return CertificateFile.pkcs12(file, copy::clone);
    }

    /**
     * A certificate with its private key in a PKCS #12 file whose password changes with it.
     *
     * @param file a {@code .pfx} or {@code .p12} file with one private key
     * @param password gives the password whenever the file is read
     * @return the credential
     * @throws IllegalArgumentException if the password is wrong or the file cannot be used now; the message says why
     */
    static EntraCredential pkcs12(Path file, Supplier<char[]> password) {
        return CertificateFile.pkcs12(file, password);
    }

    /**
     * An assertion that somebody else signs, for a federated credential of the application (RFC 7523 section 2.2).
     *
     * <p>It is asked for at each token request, about once an hour and tenant, and once more when Entra refuses it. When it
     * throws, the request ends in a {@link io.github.mailbearer.TokenUnavailableException} with that cause; when what it
     * returns cannot be an assertion, in a {@link io.github.mailbearer.TokenRequestDeniedException}.
     *
     * @param current gives a JSON Web Token that is valid now; called by several threads at once perhaps
     * @return the credential
     */
    static EntraCredential assertion(Callable<String> current) {
        return new ClientAssertion(
                "the callback", Arguments.required("current", current, "a callback that gives a fresh assertion"));
    }

    /**
     * An assertion that somebody else writes into a file, as Kubernetes does. The file is read at each token request.
     *
     * @param file the file, of which {@code AZURE_FEDERATED_TOKEN_FILE} is the usual name
     * @return the credential
     * @see EntraApplication#fromWorkloadIdentityEnvironment
     */
    static EntraCredential federatedToken(Path file) {
        return FederatedToken.in(file);
    }

    /**
     * Two credentials while one takes the other's place. The newer one is tried first. If Entra refuses it (OAuth error
     * {@code invalid_client}), the older one is tried at once, and first for the next 10 minutes if it is accepted. So the
     * new credential may be deployed before Entra knows it, and the old one deleted there before it is removed here.
     *
     * @param newer the credential to come
     * @param older the credential to go
     * @return both as one credential
     * @throws IllegalArgumentException if one of them is no single secret, certificate or assertion
     */
    static EntraCredential overlapping(EntraCredential newer, EntraCredential older) {
        return OverlappingCredentials.of(newer, older);
    }

    /**
     * No credential, for an application that can keep no secret and that people sign in to: a desktop program, a device
     * without a browser. The registration must allow public client flows.
     *
     * @return the absence of a credential
     */
    static EntraCredential publicClient() {
        return new PublicClient();
    }
}
