package io.github.mailbearer.testkit;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** A request that a browser brings for an application (RFC 6749 section 4.1.1). */
record AuthorizationRequest(String tenant, Map<String, String> parameters) {

    static final String AUTHORIZE = "/oauth2/v2.0/authorize";
    static final String ADMIN_CONSENT = "/v2.0/adminconsent";

    /** The request at {@code /{tenant}} and the endpoint, or nothing if the path is another. */
    static Optional<AuthorizationRequest> at(String endpoint, String path, String query) {
        if (!path.startsWith("/") || !path.endsWith(endpoint)) {
            return Optional.empty();
        }
        String tenant = path.substring(1, Math.max(1, path.length() - endpoint.length()));
        return tenant.isEmpty() || tenant.contains("/")
                ? Optional.empty()
                : Optional.of(new AuthorizationRequest(tenant, FormParameters.parse(query)));
    }

    /** The request that a browser would make of this URL, whatever host it names. */
    static AuthorizationRequest of(String endpoint, URI url) {
        String path = Optional.ofNullable(url.getPath()).orElse("");
        return at(endpoint, path, Optional.ofNullable(url.getRawQuery()).orElse(""))
                .orElseThrow(() -> new IllegalArgumentException(
                        "the URL has the path " + path + ": give one with /{tenant}" + endpoint));
    }

    /** A parameter, empty if it is missing. */
    String get(String parameter) {
        return parameters.getOrDefault(parameter, "");
    }

    RequestedScopes scopes() {
        return RequestedScopes.of(get("scope"));
    }

    ProofKey proofKey() {
        return new ProofKey(get("code_challenge"), get("code_challenge_method"));
    }

    /** The way back to the application with these parameters and the request's {@code state}. */
    AuthorizationResponse respond(Map<String, String> answer) {
        return AuthorizationResponse.of(this, answer);
    }
}
