package io.github.mailbearer.testkit;

import java.util.Map;

/** Decides what an honest token endpoint answers. */
final class TokenEndpoint {

    private final AppRegistration app;
    private final Map<String, Grant> grants;

    TokenEndpoint(AppRegistration app, Map<String, Grant> grants) {
        this.app = app;
        this.grants = grants;
    }

    EntraReply answer(String method, String tenant, Map<String, String> form) {
        if (!method.equals("POST")) {
            return EntraReply.error(
                    400,
                    "invalid_request",
                    900561,
                    "The endpoint only accepts POST requests. Received a " + method + ".");
        }
        String type = form.getOrDefault("grant_type", "");
        if (AppRegistration.isShared(tenant) && type.equals("client_credentials")) {
            return EntraReply.error(
                    400,
                    "invalid_request",
                    9001023,
                    "The grant type is not supported over the /" + tenant
                            + " endpoint. Please use the tenant-specific endpoint.");
        }
        if (!app.isServedAt(tenant)) {
            return EntraReply.unknownTenant();
        }
        if (type.isEmpty()) {
            return missing("grant_type");
        }
        Grant grant = grants.get(type);
        return grant == null
                ? EntraReply.error(
                        400,
                        "unsupported_grant_type",
                        70003,
                        "The app requested an unsupported grant type '" + type + "'.")
                : grant.answer(form);
    }

    static EntraReply missing(String parameter) {
        return EntraReply.error(
                400,
                "invalid_request",
                900144,
                "The request body must contain the following parameter: '" + parameter + "'.");
    }
}
