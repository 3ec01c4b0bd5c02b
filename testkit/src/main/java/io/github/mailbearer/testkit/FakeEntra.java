package io.github.mailbearer.testkit;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A Microsoft Entra tenant with one application in it, over HTTP on the loopback interface.
 *
 * <p>It verifies secrets and certificates, issues signed tokens, words its errors as Entra does and fails in every way a
 * test asks for. Ids, secret and signing key are new at each start and look like real ones only where that matters: the
 * issuer is under {@code mailbearer.invalid} and the key id begins with {@code testkit-}.
 *
 * <pre>{@code
 * try (FakeEntra entra = FakeEntra.start()) {
 *     entra.answerNext(EntraReply.throttled(Duration.ofSeconds(7)));
 *     // … the application under test asks entra.tokenEndpoint() for a token …
 *     assertThat(entra.tokenRequestCount()).isEqualTo(1);
 * }
 * }</pre>
 *
 * <p>Everything may be changed while it runs, from any thread.
 */
public final class FakeEntra implements AutoCloseable {

    private final LoopbackServer server = LoopbackServer.bind("FakeEntra");
    private final AppRegistration app;
    private final TokenIssuer issuer;
    private final TokenCheck tokens;
    private final TokenRequestLog log = new TokenRequestLog();
    private final ScriptedReplies replies = new ScriptedReplies();

    private FakeEntra(Builder builder) {
        InstantSource clock = builder.clock;
        TokenSigner signer = new TokenSigner();
        app = new AppRegistration(builder.tenantId);
        issuer = new TokenIssuer(app, signer, clock);
        tokens = new IssuedTokenCheck(app, signer, issuer, clock);
        String path = "/" + app.tenantId() + "/oauth2/v2.0/token";
        ClientAssertionCheck assertions =
                new ClientAssertionCheck(app, Set.of("https://login.microsoftonline.com" + path, uri() + path), clock);
        TokenEndpoint endpoint = new TokenEndpoint(
                app,
                Map.of(
                        "client_credentials",
                        new ClientCredentialsGrant(new ClientAuthentication(app, assertions), issuer)));
        EntraMetadata metadata = new EntraMetadata(uri().toString(), app, issuer, signer);
        server.start(new EntraFront(endpoint, metadata, log, replies, clock)::serve);
    }

    /** {@return a running fake with the system clock and a random tenant} */
    public static FakeEntra start() {
        return builder().start();
    }

    /** {@return a builder, for another clock or a tenant of your own} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return where it listens: {@code http://127.0.0.1:port}, without a slash at the end} */
    public URI uri() {
        return URI.create("http://" + server.address() + ":" + server.port());
    }

    /** {@return where tokens are asked for: {@code /{tenant}/oauth2/v2.0/token} under {@link #uri}} */
    public URI tokenEndpoint() {
        return URI.create(uri() + "/" + app.tenantId() + "/oauth2/v2.0/token");
    }

    /** {@return the tenant: a GUID, unless the builder was given another name} */
    public String tenantId() {
        return app.tenantId();
    }

    /** {@return the application, a GUID} */
    public String clientId() {
        return app.clientId();
    }

    /** {@return the application's secret at the moment} */
    public String clientSecret() {
        return app.secret();
    }

    /**
     * Sets how long the tokens to come live, an hour unless set.
     *
     * @param lifetime whole seconds, at least one
     * @return this fake
     * @throws IllegalArgumentException for any other time
     */
    public FakeEntra tokenLifetime(Duration lifetime) {
        issuer.configure(settings -> settings.withLifetime(lifetime));
        return this;
    }

    /**
     * Sets the {@code refresh_in} of the token responses to come.
     *
     * @param time whole seconds, or {@code null} to leave it out, as at the start
     * @return this fake
     * @throws IllegalArgumentException for parts of a second or a negative time
     */
    public FakeEntra refreshIn(@Nullable Duration time) {
        issuer.configure(settings -> settings.withRefreshIn(time));
        return this;
    }

    /**
     * Pads the tokens to come, as group and directory claims do in large tenants.
     *
     * @param characters the length below which no token stays, or 0 for no padding
     * @return this fake
     * @throws IllegalArgumentException for a negative length or one beyond half a million
     */
    public FakeEntra tokenLength(int characters) {
        issuer.configure(settings -> settings.withLength(characters));
        return this;
    }

    /**
     * Delays each answer of the token endpoint.
     *
     * @param time how long an answer takes
     * @return this fake
     * @throws IllegalArgumentException for a negative time
     */
    public FakeEntra latency(Duration time) {
        replies.latency(time);
        return this;
    }

    /**
     * Answers the next token requests so, each reply used once and in this order, and then as before.
     *
     * @param next the replies
     * @return this fake
     */
    public FakeEntra answerNext(EntraReply... next) {
        replies.next(List.of(next));
        return this;
    }

    /**
     * Answers every token request so, once those of {@link #answerNext} are used up.
     *
     * @param reply the reply
     * @return this fake
     */
    public FakeEntra answerAlways(EntraReply reply) {
        replies.always(Objects.requireNonNull(reply, "reply"));
        return this;
    }

    /**
     * Ends {@link #answerNext} and {@link #answerAlways}.
     *
     * @return this fake
     */
    public FakeEntra answerNormally() {
        replies.clear();
        return this;
    }

    /**
     * Gives the application another secret in place of the one it has.
     *
     * @param replacement the only secret that is right from now on
     * @return this fake
     */
    public FakeEntra replaceClientSecret(String replacement) {
        app.replaceSecret(Objects.requireNonNull(replacement, "replacement"));
        return this;
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
        return this;
    }

    /**
     * Limits the mailboxes that the application may enter; without a limit it may enter all.
     *
     * @param mailboxes addresses to add to those allowed
     * @return this fake
     */
    public FakeEntra allowMailbox(String... mailboxes) {
        app.allowMailboxes(List.of(mailboxes));
        return this;
    }

    /** {@return how many token requests arrived since the start or {@link #reset}, answered or not} */
    public int tokenRequestCount() {
        return log.count();
    }

    /** {@return the token requests that arrived since the start or {@link #reset}, secrets included} */
    public List<RecordedRequest> tokenRequests() {
        return log.all();
    }

    /**
     * Waits until token requests have arrived, ten seconds at most.
     *
     * @param count how many since the start or {@link #reset}
     * @throws AssertionError if fewer arrive in that time, or the thread is interrupted
     */
    public void awaitTokenRequests(int count) {
        log.await(count);
    }

    /**
     * Issues a token to the application for {@code https://outlook.office365.com} without any request.
     *
     * @param claimOverrides claims to set or, with {@code null}, to leave out; times as {@code Instant}, {@code Date} or
     *     seconds
     * @return the token
     */
    public String issueToken(Map<String, ? extends @Nullable Object> claimOverrides) {
        return issuer.issue(TokenIssuer.OUTLOOK, claimOverrides);
    }

    /**
     * The token issued last.
     *
     * @return the token
     * @throws IllegalStateException if none was issued since the start or {@link #reset}
     */
    public String lastIssuedToken() {
        return issuer.lastIssued();
    }

    /** Makes {@link #tokens} refuse every token issued so far. */
    public void revokeAll() {
        issuer.revokeAll();
    }

    /**
     * Makes {@link #tokens} refuse a token.
     *
     * @param token the token
     */
    public void revoke(String token) {
        issuer.revoke(token);
    }

    /**
     * Verifies tokens as Exchange Online does: signature, issuer, audience, time, revocation, and that the token is good for
     * the protocol and the mailbox. An application's token ({@code roles}) opens every mailbox, or those of
     * {@link #allowMailbox}; a person's ({@code upn} and {@code scp}) opens the person's own.
     *
     * @return the check for a mail server
     */
    public TokenCheck tokens() {
        return tokens;
    }

    /** Forgets the recorded requests and undoes every change since the start. Revoked tokens stay revoked. */
    public void reset() {
        replies.clear();
        replies.latency(Duration.ZERO);
        issuer.reset();
        app.reset();
        log.clear();
    }

    /** Ends every connection and stops listening; calling it again does nothing. */
    @Override
    public void close() {
        server.close();
    }

    @Override
    public String toString() {
        return "FakeEntra[" + uri() + "]";
    }

    /** Settings that must be known at the start. */
    public static final class Builder {

        private InstantSource clock = InstantSource.system();
        private String tenantId = UUID.randomUUID().toString();

        private Builder() {}

        /**
         * Sets the time by which tokens begin and end.
         *
         * @param source the clock
         * @return this builder
         */
        public Builder clock(InstantSource source) {
            clock = Objects.requireNonNull(source, "clock");
            return this;
        }

        /**
         * Sets the tenant.
         *
         * @param id a GUID or domain name
         * @return this builder
         * @throws IllegalArgumentException if it would not fit into a path
         */
        public Builder tenantId(String id) {
            if (!id.matches("[A-Za-z0-9.-]+")) {
                throw new IllegalArgumentException(
                        "tenantId is \"" + id + "\": give a GUID or a domain such as contoso.com");
            }
            tenantId = id;
            return this;
        }

        /** {@return a running fake} */
        public FakeEntra start() {
            return new FakeEntra(this);
        }
    }
}
