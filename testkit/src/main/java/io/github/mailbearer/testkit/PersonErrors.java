package io.github.mailbearer.testkit;

import java.util.Map;

/** What Entra's token endpoint says when a person must do something, with the {@code suberror} by which MSAL tells what. */
final class PersonErrors {

    /** The only error of these whose body asks for something by name: the policy that the person must satisfy. */
    private static final String POLICY = "{\"access_token\":{\"capolids\":{\"essential\":true,\"values\":"
            + "[\"00000000-0000-0000-0000-00000000c0de\"]}}}";

    static final EntraError MULTI_FACTOR = invalidGrant(
            50076,
            "Due to a configuration change made by your administrator, or because you moved to a new location, you must"
                    + " use multi-factor authentication to access the resource.",
            Map.of("suberror", "basic_action", "claims", POLICY));

    static final EntraError CONDITIONAL_ACCESS = invalidGrant(
            53003,
            "Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.",
            Map.of("suberror", "message_only", "claims", POLICY));

    static final EntraError SECURITY_DEFAULTS = invalidGrant(
            530035,
            "Access has been blocked by security defaults. The request is using legacy auth or is deemed unsafe by"
                    + " security defaults policies.",
            Map.of());

    static final EntraError CONSENT = invalidGrant(
            65001,
            "The user or administrator has not consented to use the application. Send an interactive authorization"
                    + " request for this user and resource.",
            Map.of("suberror", "consent_required"));

    static final EntraError ADMIN_CONSENT =
            invalidGrant(90094, "The grant requires admin permission.", Map.of("suberror", "consent_required"));

    static final EntraError INACTIVE = invalidGrant(
            700082,
            "The refresh token has expired due to inactivity. The token was inactive for 90.00:00:00.",
            Map.of());

    static final EntraError REVOKED = invalidGrant(
            50173,
            "The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have"
                    + " changed or reset their password.",
            Map.of("suberror", "bad_token"));

    static final EntraError SIGN_IN_FREQUENCY = invalidGrant(
            70043,
            "The refresh token has expired or is invalid due to sign-in frequency checks by conditional access.",
            Map.of("suberror", "token_expired"));

    private PersonErrors() {}

    private static EntraError invalidGrant(int aadsts, String description, Map<String, String> more) {
        return new EntraError(400, "invalid_grant", aadsts, description, more);
    }
}
