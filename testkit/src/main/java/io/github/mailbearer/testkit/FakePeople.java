package io.github.mailbearer.testkit;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The part of {@link FakeEntra} that people see: their accounts, sign-in, consent and what they have granted. */
abstract class FakePeople extends FakeApplication {

    final EntraParts parts;

    FakePeople(EntraParts parts) {
        super(parts.app, parts.clock);
        this.parts = parts;
    }

    /**
     * Adds a person to the tenant.
     *
     * @param username the user principal name, such as {@code ana@contoso.com}, which is also the person's mailbox
     * @return this fake
     * @throws IllegalArgumentException for a blank name or one with white space
     */
    public FakeEntra addAccount(String username) {
        parts.directory.add(username);
        return self();
    }

    /**
     * Does what a person does who signs in and accepts what the application asks for, without a browser.
     *
     * @param authorizationUrl where the application sends the browser: Entra's authorization endpoint, on any host
     * @param username an account made with {@link #addAccount}, whatever {@code login_hint} says
     * @return where the browser lands: the {@code redirect_uri} with {@code code} and {@code state}, or {@code error}; what
     *     {@code response_mode=form_post} would post is in the query
     * @throws IllegalArgumentException if there is no such account, or Entra would show an error page of its own, as it
     *     does for a {@code redirect_uri} that is not registered (AADSTS50011)
     */
    public URI signIn(URI authorizationUrl, String username) {
        return parts.authorize
                .accepted(trusted(AuthorizationRequest.AUTHORIZE, authorizationUrl), parts.directory.person(username))
                .uri();
    }

    /**
     * Does what a person does who chooses Cancel on the consent page.
     *
     * @param authorizationUrl where the application sends the browser
     * @return where the browser lands: the {@code redirect_uri} with {@code error=access_denied} (AADSTS65004)
     * @throws IllegalArgumentException if Entra would show an error page of its own
     */
    public URI cancel(URI authorizationUrl) {
        return parts.authorize
                .declined(trusted(AuthorizationRequest.AUTHORIZE, authorizationUrl))
                .uri();
    }

    private AuthorizationRequest trusted(String endpoint, URI url) {
        AuthorizationRequest request = AuthorizationRequest.of(endpoint, url);
        Optional<EntraError> error = parts.authorize.pageError(request);
        if (error.isPresent()) {
            throw new IllegalArgumentException("Entra would show this page instead of going on: AADSTS"
                    + error.get().aadsts() + ": " + error.get().description());
        }
        return request;
    }

    /**
     * Does what a person does who types a device's code, signs in and accepts (RFC 8628), without a browser.
     *
     * @param userCode the code that the device shows
     * @param username an account made with {@link #addAccount}
     * @return this fake
     * @throws IllegalArgumentException if no device waits with this code, or there is no such account
     */
    public FakeEntra approveDevice(String userCode, String username) {
        parts.deviceLogin.approve(parts.deviceLogin.waiting(userCode), parts.directory.person(username));
        return self();
    }

    /**
     * Does what a person does who types a device's code and chooses Cancel.
     *
     * @param userCode the code that the device shows
     * @return this fake
     * @throws IllegalArgumentException if no device waits with this code
     */
    public FakeEntra declineDevice(String userCode) {
        parts.deviceLogin.waiting(userCode).decline();
        return self();
    }

    /**
     * Sets how long a device waits before it asks again, five seconds unless set; one that asks sooner is told
     * {@code slow_down}.
     *
     * @param interval whole seconds, or zero
     * @return this fake
     * @throws IllegalArgumentException for any other time
     */
    public FakeEntra deviceCodeInterval(Duration interval) {
        parts.deviceCodes.interval(interval);
        return self();
    }

    /**
     * Issues a refresh token to the application without any request, as if the person had signed in and consented.
     *
     * @param username an account made with {@link #addAccount}
     * @param scopes what the person consents to, such as {@code https://outlook.office.com/SMTP.Send}
     * @return the refresh token
     * @throws IllegalArgumentException if there is no such account
     */
    public String issueRefreshToken(String username, String... scopes) {
        Person person = parts.directory.person(username);
        RequestedScopes requested = RequestedScopes.of(String.join(" ", scopes));
        parts.consents.accept(person, requested);
        return parts.refreshTokens.issue(person, requested);
    }

    /**
     * Sets what becomes of a refresh token that was exchanged, {@link RefreshTokenPolicy#REUSABLE} unless set.
     *
     * @param policy the policy for the exchanges to come
     * @return this fake
     */
    public FakeEntra refreshTokens(RefreshTokenPolicy policy) {
        parts.refreshTokens.policy(Objects.requireNonNull(policy, "policy"));
        return self();
    }

    /**
     * Revokes the refresh tokens of a person, as a change of password does (AADSTS50173).
     *
     * @param username an account made with {@link #addAccount}
     * @return this fake
     * @throws IllegalArgumentException if there is no such account
     */
    public FakeEntra revokeRefreshTokens(String username) {
        parts.directory.person(username).revokeGrants();
        return self();
    }

    /**
     * Grants no other scopes than these, whatever the application asks for.
     *
     * @param scopes full names, such as {@code https://outlook.office.com/SMTP.Send}; none for all, as at the start
     * @return this fake
     */
    public FakeEntra grantOnly(String... scopes) {
        parts.consents.grantOnly(Set.of(scopes));
        return self();
    }

    /**
     * Leaves the refresh token out of the token responses to come; the one that was sent stays good.
     *
     * @param omitted whether to leave it out
     * @return this fake
     */
    public FakeEntra omitRefreshToken(boolean omitted) {
        parts.personTokens.omitRefreshToken(omitted);
        return self();
    }

    /**
     * Lets only an administrator consent: until {@link #adminConsent}, people who sign in are sent back with AADSTS90094,
     * and devices are declined.
     *
     * @param required whether it is so
     * @return this fake
     */
    public FakeEntra requireAdminConsent(boolean required) {
        parts.consents.requireAdmin(required);
        return self();
    }

    /**
     * Does what an administrator does who allows the application for everybody, without a browser.
     *
     * @param adminConsentUrl where the application sends the administrator: {@code /{tenant}/v2.0/adminconsent}, on any
     *     host
     * @return where the browser lands: the {@code redirect_uri} with {@code admin_consent=True}, {@code tenant} and
     *     {@code state}
     * @throws IllegalArgumentException if Entra would show an error page of its own
     */
    public URI adminConsent(URI adminConsentUrl) {
        return parts.adminConsent
                .accepted(trusted(AuthorizationRequest.ADMIN_CONSENT, adminConsentUrl))
                .uri();
    }

    /**
     * Changes the access tokens to come, of people and of the application itself.
     *
     * @param overrides claims to set or, with {@code null}, to leave out; times as {@code Instant}, {@code Date} or
     *     seconds
     * @return this fake
     */
    public FakeEntra accessTokenClaims(Map<String, ? extends @Nullable Object> overrides) {
        parts.issuer.override(overrides);
        return self();
    }

    /**
     * Changes the id tokens to come.
     *
     * @param overrides claims to set or, with {@code null}, to leave out; times as {@code Instant}, {@code Date} or
     *     seconds
     * @return this fake
     */
    public FakeEntra idTokenClaims(Map<String, ? extends @Nullable Object> overrides) {
        parts.personTokens.idTokenClaims(overrides);
        return self();
    }
}
