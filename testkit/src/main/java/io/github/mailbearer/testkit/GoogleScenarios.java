package io.github.mailbearer.testkit;

import static io.github.mailbearer.testkit.EntraScenarios.reply;

import java.util.List;
import java.util.Map;

/** The answers of Google's token endpoint, for applications that ask the fake Entra in its place. */
final class GoogleScenarios {

    private GoogleScenarios() {}

    static List<EntraScenario> all() {
        return List.of(
                reply(
                        "googleInvalidGrant",
                        "Google's refresh token has expired or was revoked.",
                        EntraReply.oauthError(400, "invalid_grant", "Token has been expired or revoked."),
                        "G9"),
                reply(
                        "googleUnauthorizedClient",
                        "Domain-wide delegation is not set up for the service account and its scope.",
                        EntraReply.oauthError(
                                401,
                                "unauthorized_client",
                                "Client is unauthorized to retrieve access tokens using this method, or client not"
                                        + " authorized for any of the scopes requested."),
                        "G10"),
                reply(
                        "googleNoRefreshToken",
                        "Google's token response holds no refresh token.",
                        EntraReply.token(Map.of(
                                "access_token",
                                "ya29.testkit",
                                "expires_in",
                                3599,
                                "scope",
                                "https://mail.google.com/",
                                "token_type",
                                "Bearer")),
                        "G11"),
                reply(
                        "googleAccessDenied",
                        "The person is not a test user of an application that is still in testing.",
                        EntraReply.oauthError(
                                403, "access_denied", "The developer hasn't given you access to this app."),
                        "G12"),
                reply(
                        "googleAdminPolicyEnforced",
                        "The Workspace administrator blocks the application.",
                        EntraReply.oauthError(
                                400,
                                "admin_policy_enforced",
                                "Access to your account data is restricted by policies within your organization."),
                        "G12"),
                reply(
                        "googleRedirectUriMismatch",
                        "The redirect URI is not registered with Google.",
                        EntraReply.oauthError(400, "redirect_uri_mismatch", "Bad Request"),
                        "G12"),
                reply(
                        "googleDeletedClient",
                        "The OAuth client was deleted at Google.",
                        EntraReply.oauthError(401, "deleted_client", "The OAuth client was deleted."),
                        "G12"));
    }
}
