package io.github.mailbearer.testkit;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Objects;

/** The part of {@link FakeEntra} that an administrator sees under "App registrations". */
abstract class FakeApplication {

    private final AppRegistration app;

    FakeApplication(AppRegistration app) {
        this.app = app;
    }

    abstract FakeEntra self();

    /**
     * Gives the application another secret in place of the one it has.
     *
     * @param replacement the only secret that is right from now on
     * @return this fake
     */
    public FakeEntra replaceClientSecret(String replacement) {
        app.replaceSecret(Objects.requireNonNull(replacement, "replacement"));
        return self();
    }

    /**
     * Lets the application prove itself with this certificate's key too (RFC 7523).
     *
     * @param certificate a certificate with an RSA key, the only kind that Entra takes
     * @return this fake
     * @throws IllegalArgumentException for one with another kind of key
     */
    public FakeEntra registerCertificate(X509Certificate certificate) {
        if (!(certificate.getPublicKey() instanceof RSAPublicKey)) {
            throw new IllegalArgumentException("the certificate holds a key for "
                    + certificate.getPublicKey().getAlgorithm() + ": give one with an RSA key");
        }
        app.certificates().add(certificate);
        return self();
    }

    /**
     * Limits the mailboxes that the application may enter; without a limit it may enter all.
     *
     * @param mailboxes addresses to add to those allowed
     * @return this fake
     */
    public FakeEntra allowMailbox(String... mailboxes) {
        app.allowMailboxes(List.of(mailboxes));
        return self();
    }

    /**
     * Registers where people may be sent back to; as long as nothing is registered, that is anywhere.
     *
     * @param uri the only one that is accepted, but for others registered too, letter by letter
     * @return this fake
     */
    public FakeEntra registerRedirectUri(URI uri) {
        app.registerRedirectUri(uri.toString());
        return self();
    }
}
