package io.github.mailbearer.testkit;

import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Decides what the authorization endpoint answers (RFC 6749 section 4.1), whether a browser or a test drives it. */
final class AuthorizeEndpoint {

    private static final Set<String> SHARED_TENANTS = Set.of("common", "organizations");

    private final AppRegistration app;
    private final Consents consents;
    private final AuthorizationCodes codes;
    private final PersonTokens tokens;
    private final InstantSource clock;

    AuthorizeEndpoint(
            AppRegistration app,
            Consents consents,
            AuthorizationCodes codes,
            PersonTokens tokens,
            InstantSource clock) {
        this.app = app;
        this.consents = consents;
        this.codes = codes;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** What Entra says on a page of its own, because it does not trust where the request wants to be sent back to. */
    Optional<EntraError> pageError(AuthorizationRequest request) {
        if (!request.tenant().equalsIgnoreCase(app.tenantId()) && !SHARED_TENANTS.contains(request.tenant())) {
            return error(
                    "invalid_request",
                    90002,
                    "Tenant '" + request.tenant() + "' not found. Check to make sure you have the correct tenant ID.");
        }
        if (!request.get("client_id").equalsIgnoreCase(app.clientId())) {
            return error(
                    "unauthorized_client",
                    700016,
                    "Application with identifier '" + request.get("client_id") + "' was not found in the directory.");
        }
        String redirectUri = request.get("redirect_uri");
        if (redirectUri.isEmpty()) {
            return error(
                    "invalid_request", 900144, "The request must contain the following parameter: 'redirect_uri'.");
        }
        return app.acceptsRedirectTo(redirectUri)
                ? Optional.empty()
                : error(
                        "invalid_request",
                        50011,
                        "The redirect URI '" + redirectUri
                                + "' specified in the request does not match the redirect URIs"
                                + " configured for the application '" + app.clientId() + "'.");
    }

    /** What is wrong with a request that is sent back with an error before anybody is asked to sign in. */
    Optional<EntraError> redirectedError(AuthorizationRequest request) {
        if (!request.get("response_type").equals("code")) {
            return error(
                    "unsupported_response_type",
                    700054,
                    "response_type '" + request.get("response_type") + "' is not enabled for the application.");
        }
        if (request.scopes().isEmpty()) {
            return error("invalid_request", 900144, "The request must contain the following parameter: 'scope'.");
        }
        return new ProofKey(request.get("code_challenge"), request.get("code_challenge_method")).isWellFormed()
                ? Optional.empty()
                : error("invalid_request", 501491, "Invalid size of Code_Challenge parameter.");
    }

    private static Optional<EntraError> error(String error, int aadsts, String description) {
        return Optional.of(new EntraError(400, error, aadsts, description));
    }

    /** Where the browser goes once the person has signed in and accepted what the application asks for. */
    URI accepted(AuthorizationRequest request, Person person) {
        Optional<EntraError> error = redirectedError(request);
        if (error.isPresent()) {
            return refused(request, error.get());
        }
        if (consents.awaitsAdmin()) {
            return refused(
                    request, new EntraError(400, "access_denied", 90094, "The grant requires admin permission."));
        }
        consents.accept(person, request.scopes());
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("code", codes.issue(person, request));
        if (request.get("client_info").equals("1")) {
            parameters.put("client_info", tokens.clientInfo(person));
        }
        addState(parameters, request);
        parameters.put("session_state", UUID.randomUUID().toString());
        return callback(request, parameters);
    }

    /** Where the browser goes once the person has declined. */
    URI declined(AuthorizationRequest request) {
        return refused(
                request,
                redirectedError(request)
                        .orElseGet(() -> new EntraError(
                                400, "access_denied", 65004, "User declined to consent to access the app.")));
    }

    /** The error response (RFC 6749 section 4.1.2.1). */
    URI refused(AuthorizationRequest request, EntraError error) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("error", error.error());
        if (error.aadsts() == 65004) {
            parameters.put("error_subcode", "cancel");
        }
        String correlationId = UUID.randomUUID().toString();
        parameters.put(
                "error_description", error.wording(UUID.randomUUID().toString(), correlationId, clock.instant()));
        parameters.put("error_uri", error.uri());
        addState(parameters, request);
        return callback(request, parameters);
    }

    private static void addState(Map<String, String> parameters, AuthorizationRequest request) {
        if (!request.get("state").isEmpty()) {
            parameters.put("state", request.get("state"));
        }
    }

    private static URI callback(AuthorizationRequest request, Map<String, String> parameters) {
        String target = request.get("redirect_uri");
        return URI.create(target + (target.contains("?") ? "&" : "?") + FormParameters.write(parameters));
    }
}
