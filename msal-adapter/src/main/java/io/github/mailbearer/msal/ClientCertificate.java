package io.github.mailbearer.msal;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A certificate whose key signs an assertion for each token request (RFC 7523 section 2.2). */
final class ClientCertificate extends MsalCredential {

    private final PrivateKey key;
    private final List<X509Certificate> chain;

    private ClientCertificate(PrivateKey key, List<X509Certificate> chain) {
        this.key = key;
        this.chain = chain;
    }

    static ClientCertificate of(PrivateKey key, List<X509Certificate> chain) {
        Arguments.required("key", key, "the private key that belongs to the certificate");
        Arguments.required("chain", chain, "the certificate of the application, then its issuers");
        if (chain.isEmpty()) {
            throw new IllegalArgumentException(
                    "chain is empty: give the certificate of the application, then its issuers");
        }
        ClientCertificate credential = new ClientCertificate(key, List.copyOf(chain));
        credential.checkValidity();
        credential.checkKey();
        return credential;
    }

    private void checkValidity() {
        X509Certificate certificate = chain.get(0);
        try {
            certificate.checkValidity();
        } catch (CertificateExpiredException e) {
            throw new IllegalArgumentException(
                    "certificate expired at " + certificate.getNotAfter().toInstant()
                            + ": make a new one and upload it under Certificates & secrets > Certificates",
                    e);
        } catch (CertificateNotYetValidException e) {
            throw new IllegalArgumentException(
                    "certificate is valid only from "
                            + certificate.getNotBefore().toInstant()
                            + " on: check this machine's clock, or give the certificate in force",
                    e);
        }
    }

    private void checkKey() {
        String algorithm = key.getAlgorithm();
        if (!"RSA".equals(algorithm)) {
            throw new IllegalArgumentException("key is of type " + algorithm
                    + ": Entra takes assertions signed with RSA, so give an RSA key and its certificate");
        }
        if (!belongsToCertificate()) {
            throw new IllegalArgumentException(
                    "key does not belong to the certificate of " + chain.get(0).getSubjectX500Principal()
                            + ": give the private key made with this very certificate");
        }
    }

    private boolean belongsToCertificate() {
        byte[] sample = {1, 2, 3, 4};
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(sample);
            byte[] signed = signature.sign();
            Signature verification = Signature.getInstance("SHA256withRSA");
            verification.initVerify(chain.get(0).getPublicKey());
            verification.update(sample);
            return verification.verify(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "key cannot sign for the certificate: give the RSA private key made with this very certificate", e);
        }
    }

    @Override
    Proof proof(String owner, InstantSource clock) {
        return Proof.of(ClientCredentialFactory.createFromCertificateChain(key, chain));
    }

    Instant expiresAt() {
        return chain.get(0).getNotAfter().toInstant();
    }

    @Override
    Optional<Instant> expiresAt(Instant now) {
        return Optional.of(expiresAt());
    }

    @Override
    public String toString() {
        return "EntraCredential[certificate]";
    }
}
