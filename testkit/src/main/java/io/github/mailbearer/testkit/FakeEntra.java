package io.github.mailbearer.testkit;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A Microsoft Entra tenant with one application in it, over HTTP on the loopback interface.
 *
 * <p>It verifies secrets and certificates, issues signed tokens, words its errors as Entra does and fails in every way a
 * test asks for. Ids, secret and signing key are new at each start and look like real ones only where that matters: access
 * tokens are issued under {@code mailbearer.invalid} and the key id begins with {@code testkit-}.
 *
 * <pre>{@code
 * try (FakeEntra entra = FakeEntra.start()) {
 *     entra.answerNext(EntraReply.throttled(Duration.ofSeconds(7)));
 *     // … the application under test asks entra.tokenEndpoint() for a token …
 *     assertThat(entra.tokenRequestCount()).isEqualTo(1);
 * }
 * }</pre>
 *
 * <p>People sign in with a browser at {@code /{tenant}/oauth2/v2.0/authorize} and {@code /devicelogin}, or without one:
 *
 * <pre>{@code
 * entra.addAccount("ana@contoso.com");
 * URI callback = entra.signIn(authorizationUrl, "ana@contoso.com");
 * }</pre>
 *
 * <p>Everything may be changed while it runs, from any thread.
 */
public final class FakeEntra extends FakePeople implements AutoCloseable {

    private FakeEntra(Builder builder) {
        super(new EntraParts(builder.tenantId, builder.clock));
    }

    @Override
    FakeEntra self() {
        return this;
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
        return parts.uri();
    }

    /** {@return where tokens are asked for: {@code /{tenant}/oauth2/v2.0/token} under {@link #uri}} */
    public URI tokenEndpoint() {
        return URI.create(uri() + "/" + parts.app.tenantId() + "/oauth2/v2.0/token");
    }

    /** {@return the tenant: a GUID, unless the builder was given another name} */
    public String tenantId() {
        return parts.app.tenantId();
    }

    /** {@return the application, a GUID} */
    public String clientId() {
        return parts.app.clientId();
    }

    /** {@return the application's secret: the one it began with, or the one that replaced it} */
    public String clientSecret() {
        return parts.app.secrets().current();
    }

    /**
     * Sets how long the tokens to come live, an hour unless set.
     *
     * @param lifetime whole seconds, at least one
     * @return this fake
     * @throws IllegalArgumentException for any other time
     */
    public FakeEntra tokenLifetime(Duration lifetime) {
        parts.issuer.configure(settings -> settings.withLifetime(lifetime));
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
        parts.issuer.configure(settings -> settings.withRefreshIn(time));
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
        parts.issuer.configure(settings -> settings.withLength(characters));
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
        parts.replies.latency(time);
        return this;
    }

    /**
     * Answers the next token requests so, each reply used once and in this order, and then as before.
     *
     * @param next the replies
     * @return this fake
     */
    public FakeEntra answerNext(EntraReply... next) {
        parts.replies.next(List.of(next));
        return this;
    }

    /**
     * Answers every token request so, once those of {@link #answerNext} are used up.
     *
     * @param reply the reply
     * @return this fake
     */
    public FakeEntra answerAlways(EntraReply reply) {
        parts.replies.always(Objects.requireNonNull(reply, "reply"));
        return this;
    }

    /**
     * Ends {@link #answerNext} and {@link #answerAlways}.
     *
     * @return this fake
     */
    public FakeEntra answerNormally() {
        parts.replies.clear();
        return this;
    }

    /**
     * Rehearses a failure from now on, in place of the scenario played before and of what {@link #answerNext},
     * {@link #answerAlways}, {@link #accessTokenClaims}, {@link #omitRefreshToken} and {@link #clockOffset} have set.
     * {@link EntraScenario#healthy} ends it.
     *
     * @param scenario the failure
     * @return this fake
     */
    public FakeEntra play(EntraScenario scenario) {
        Objects.requireNonNull(scenario, "scenario");
        parts.clearStage();
        scenario.stage(parts);
        return this;
    }

    /**
     * Sets how far its clock is ahead of the one it was built with, in {@code Date} headers, tokens, and all it judges.
     *
     * @param ahead the time, negative for behind
     * @return this fake
     */
    public FakeEntra clockOffset(Duration ahead) {
        parts.clock.offset(Objects.requireNonNull(ahead, "ahead"));
        return this;
    }

    /** {@return how many token requests arrived since the start or {@link #reset}, answered or not} */
    public int tokenRequestCount() {
        return parts.log.count();
    }

    /**
     * Counts the token requests of one kind that arrived since the start or {@link #reset}, answered or not.
     *
     * @param grantType such as {@code refresh_token}
     * @return how many
     */
    public int tokenRequestCount(String grantType) {
        return parts.log.count(grantType);
    }

    /** {@return the token requests that arrived since the start or {@link #reset}, secrets included} */
    public List<RecordedRequest> tokenRequests() {
        return parts.log.all();
    }

    /** {@return the managed identities of this machine, to ask as and to change} */
    public FakeManagedIdentities managedIdentities() {
        return parts.identities;
    }

    /** {@return the token requests of managed identities that arrived since the start or {@link #reset}} */
    public List<RecordedRequest> managedIdentityRequests() {
        return parts.identities.requests();
    }

    /**
     * Waits until token requests have arrived, ten seconds at most.
     *
     * @param count how many since the start or {@link #reset}
     * @throws AssertionError if fewer arrive in that time, or the thread is interrupted
     */
    public void awaitTokenRequests(int count) {
        parts.log.await(count);
    }

    /**
     * Issues a token to the application for {@code https://outlook.office365.com} without any request.
     *
     * @param claimOverrides claims to set or, with {@code null}, to leave out; times as {@code Instant}, {@code Date} or
     *     seconds
     * @return the token
     */
    public String issueToken(Map<String, ? extends @Nullable Object> claimOverrides) {
        return parts.issuer.issue(claimOverrides);
    }

    /**
     * The token issued last.
     *
     * @return the token
     * @throws IllegalStateException if none was issued since the start or {@link #reset}
     */
    public String lastIssuedToken() {
        return parts.issuer.lastIssued();
    }

    /** Makes {@link #tokens} refuse every token issued so far. */
    public void revokeAll() {
        parts.issuer.revokeAll();
    }

    /**
     * Makes {@link #tokens} refuse a token.
     *
     * @param token the token
     */
    public void revoke(String token) {
        parts.issuer.revoke(token);
    }

    /**
     * Verifies tokens as Exchange Online does: signature, issuer, audience, time, revocation, and that the token is good for
     * the protocol and the mailbox. An application's token ({@code roles}) opens every mailbox, or those of
     * {@link #allowMailbox}; a person's ({@code upn} and {@code scp}) opens the person's own.
     *
     * @return the check for a mail server
     */
    public TokenCheck tokens() {
        return parts.check;
    }

    /** Forgets the recorded requests and undoes every change since the start. Revoked tokens stay revoked. */
    public void reset() {
        parts.reset();
    }

    /** Ends every connection and stops listening; calling it again does nothing. */
    @Override
    public void close() {
        parts.server.close();
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
