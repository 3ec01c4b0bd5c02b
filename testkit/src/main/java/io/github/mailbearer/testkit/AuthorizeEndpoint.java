package io.github.mailbearer.testkit;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Decides what the authorization endpoint answers (RFC 6749 section 4.1), whether a browser or a test drives it. */
final class AuthorizeEndpoint {

    private static final String APP_ROLE = "AsApp";

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
        String clientId = request.get("client_id");
        String redirectUri = request.get("redirect_uri");
        if (!app.isServedAt(request.tenant())) {
            return error("invalid_request", 90002, "Tenant '" + request.tenant() + "' not found.");
        }
        if (!clientId.equalsIgnoreCase(app.clientId())) {
            return error(
                    "unauthorized_client",
                    700016,
                    "Application with identifier '" + clientId + "' was not found in the directory.");
        }
        if (redirectUri.isEmpty()) {
            return missing("redirect_uri");
        }
        return app.acceptsRedirectTo(redirectUri)
                ? Optional.empty()
                : error(
                        "invalid_request",
                        50011,
                        "The redirect URI '" + redirectUri + "' specified in the request does not match the redirect"
                                + " URIs configured for the application '" + clientId + "'.");
    }

    /** What is wrong with a request that is sent back before anybody is asked to sign in. */
    Optional<EntraError> redirectedError(AuthorizationRequest request) {
        if (!request.get("response_type").equals("code")) {
            return error(
                    "unsupported_response_type",
                    700054,
                    "response_type '" + request.get("response_type") + "' is not enabled for the application.");
        }
        RequestedScopes scopes = request.scopes();
        if (scopes.isEmpty()) {
            return missing("scope");
        }
        Optional<String> role = scopes.resource().stream()
                .filter(scope -> scope.endsWith(APP_ROLE))
                .findFirst();
        if (role.isPresent()) {
            return error(
                    "invalid_client",
                    650053,
                    "The application asked for scope '" + RequestedScopes.permission(role.get())
                            + "' that doesn't exist on the resource. Contact the app vendor.");
        }
        if (!request.proofKey().isWellFormed()) {
            return error("invalid_request", 501491, "Invalid size of Code_Challenge parameter.");
        }
        // Nobody stays signed in here, so there is never a session to go on with.
        return request.get("prompt").equals("none")
                ? error("login_required", 50058, "A silent sign-in request was sent but no user is signed in.")
                : Optional.empty();
    }

    private static Optional<EntraError> missing(String parameter) {
        return error(
                "invalid_request", 900144, "The request must contain the following parameter: '" + parameter + "'.");
    }

    private static Optional<EntraError> error(String error, int aadsts, String description) {
        return Optional.of(new EntraError(400, error, aadsts, description));
    }

    /** Where the browser goes once the person has signed in and accepted what the application asks for. */
    AuthorizationResponse accepted(AuthorizationRequest request, Person person) {
        Optional<EntraError> error = redirectedError(request);
        if (error.isPresent()) {
            return refused(request, error.get());
        }
        if (consents.awaitsAdmin()) {
            return refused(
                    request, new EntraError(400, "access_denied", 90094, "The grant requires admin permission."));
        }
        consents.accept(person, request.scopes());
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("code", codes.issue(person, request));
        if (request.get("client_info").equals("1")) {
            answer.put("client_info", tokens.clientInfo(person));
        }
        answer.put("session_state", UUID.randomUUID().toString());
        return request.respond(answer);
    }

    /** Where the browser goes once the person has declined. */
    AuthorizationResponse declined(AuthorizationRequest request) {
        return refused(
                request,
                redirectedError(request)
                        .orElseGet(() -> new EntraError(
                                400, "access_denied", 65004, "User declined to consent to access the app.")));
    }

    /** The error response (RFC 6749 section 4.1.2.1). */
    AuthorizationResponse refused(AuthorizationRequest request, EntraError error) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("error", error.error());
        if (error.error().equals("access_denied")) {
            answer.put("error_subcode", "cancel");
        }
        answer.put("error_description", error.wording(clock.instant()));
        answer.put("error_uri", error.uri());
        return request.respond(answer);
    }
}
