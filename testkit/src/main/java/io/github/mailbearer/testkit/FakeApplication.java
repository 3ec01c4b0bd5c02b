package io.github.mailbearer.testkit;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/** The part of {@link FakeEntra} that an administrator sees under "App registrations". */
abstract class FakeApplication {

    private final AppRegistration app;
    private final InstantSource clock;

    FakeApplication(AppRegistration app, InstantSource clock) {
        this.app = app;
        this.clock = clock;
    }

    abstract FakeEntra self();

    /**
     * Gives the application another secret in place of the one it has.
     *
     * @param replacement the only secret that is right from now on
     * @return this fake
     */
    public FakeEntra replaceClientSecret(String replacement) {
        app.secrets().replaceBy(Objects.requireNonNull(replacement, "replacement"));
        return self();
    }

    /**
     * Gives the application another secret beside those it has, as while one is being replaced.
     *
     * @param secret a secret that is right too
     * @return this fake
     */
    public FakeEntra addClientSecret(String secret) {
        app.secrets().add(Objects.requireNonNull(secret, "secret"));
        return self();
    }

    /**
     * Lets a secret expire (AADSTS7000222).
     *
     * @param secret a secret that is right until now
     * @return this fake
     * @throws IllegalArgumentException if it is not
     */
    public FakeEntra expireClientSecret(String secret) {
        app.secrets().expire(secret);
        return self();
    }

    /**
     * Lets the application prove itself with what another issuer says of it (workload identity federation), for the
     * audience {@code api://AzureADTokenExchange}.
     *
     * @param issuer the other issuer's name, a URL
     * @param subject whom it speaks of, such as {@code system:serviceaccount:shop:mail}
     * @return the issuer, to issue assertions with
     */
    public FederatedIssuer registerFederatedIssuer(String issuer, String subject) {
        FederatedIssuer trusted = new FederatedIssuer(issuer, subject, clock);
        app.federatedIssuers().add(trusted);
        return trusted;
    }

    /**
     * Lets the application act for people without proving itself, as applications do that cannot keep a secret.
     *
     * @param allowed whether it may; else it is told AADSTS7000218, as at the start
     * @return this fake
     */
    public FakeEntra allowPublicClients(boolean allowed) {
        app.allowPublicClients(allowed);
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
