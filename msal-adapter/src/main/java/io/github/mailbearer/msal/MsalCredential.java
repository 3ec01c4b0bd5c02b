package io.github.mailbearer.msal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** A credential as token requests use it. */
abstract sealed class MsalCredential implements EntraCredential
        permits ClientSecret,
                ClientAssertion,
                ClientCertificate,
                CertificateFile,
                OverlappingCredentials,
                PublicClient {

    /**
     * What to begin a token request with: the credential in force now.
     *
     * @param owner whose it is, for messages
     * @throws io.github.mailbearer.TokenException if there is none at present
     */
    abstract Proof proof(String owner, InstantSource clock);

    /** When the credential in use at that time ends; empty if that is not known. */
    Optional<Instant> expiresAt(Instant now) {
        return Optional.empty();
    }

    /** Whether this is what an application has that can keep no secret. */
    boolean isPublic() {
        return false;
    }
}
