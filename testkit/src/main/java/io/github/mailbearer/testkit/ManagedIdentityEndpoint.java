package io.github.mailbearer.testkit;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Gives tokens to managed identities, in the dialects of the instance metadata service and of App Service. */
final class ManagedIdentityEndpoint {

    private final FakeManagedIdentities identities;
    private final Claims claims;
    private final TokenIssuer issuer;
    private final InstantSource clock;

    ManagedIdentityEndpoint(FakeManagedIdentities identities, Claims claims, TokenIssuer issuer, InstantSource clock) {
        this.identities = identities;
        this.claims = claims;
        this.issuer = issuer;
        this.clock = clock;
    }

    boolean isAt(String path) {
        return path.equals(FakeManagedIdentities.IMDS_PATH) || path.equals(FakeManagedIdentities.APP_SERVICE_PATH);
    }

    void record(HttpRequest request) {
        identities.record(
                new RecordedRequest(request.path(), FormParameters.parse(request.query()), request.headers()));
    }

    HttpReply answer(HttpRequest request) {
        Map<String, String> query = FormParameters.parse(request.query());
        return request.path().equals(FakeManagedIdentities.IMDS_PATH)
                ? answerMachine(request, query)
                : answerAppService(request, query);
    }

    private HttpReply answerMachine(HttpRequest request, Map<String, String> query) {
        if (!request.header("Metadata").orElse("").equals("true")) {
            return machineError("bad_request_102", "Required metadata header not specified");
        }
        if (query.getOrDefault("resource", "").isEmpty()) {
            return machineError("invalid_request", "Required query variable 'resource' is missing");
        }
        return find(query, "object_id", "msi_res_id")
                .map(identity -> {
                    Map<String, Object> members = members(identity, query.getOrDefault("resource", ""));
                    members.put(
                            "expires_in",
                            String.valueOf(issuer.settings().lifetime().toSeconds()));
                    members.put("ext_expires_in", members.get("expires_in"));
                    members.put("not_before", String.valueOf(clock.instant().getEpochSecond()));
                    return HttpReply.json(200, members);
                })
                .orElseGet(() -> machineError("invalid_request", "Identity not found"));
    }

    private static HttpReply machineError(String error, String description) {
        return HttpReply.json(400, Map.of("error", error, "error_description", description));
    }

    private HttpReply answerAppService(HttpRequest request, Map<String, String> query) {
        if (!request.header("X-IDENTITY-HEADER").orElse("").equals(identities.identityHeader())) {
            return appServiceError(401, "The X-IDENTITY-HEADER is missing or wrong.");
        }
        if (query.getOrDefault("resource", "").isEmpty()) {
            return appServiceError(400, "The resource is missing.");
        }
        return find(query, "principal_id", "mi_res_id")
                .map(identity -> HttpReply.json(200, members(identity, query.getOrDefault("resource", ""))))
                .orElseGet(() -> appServiceError(
                        400,
                        "No User Assigned or Delegated Managed Identity found for specified"
                                + " ClientId/ResourceId/PrincipalId."));
    }

    private static HttpReply appServiceError(int status, String message) {
        return HttpReply.json(status, Map.of("statusCode", status, "message", message));
    }

    /** Both dialects know a client id; MSAL4J says {@code object_id} to App Service too. */
    private Optional<FakeManagedIdentities.Identity> find(
            Map<String, String> query, String objectId, String resourceId) {
        return identities.find(
                query.getOrDefault("client_id", ""),
                query.getOrDefault(objectId, query.getOrDefault("object_id", "")),
                query.getOrDefault(resourceId, ""));
    }

    private Map<String, Object> members(FakeManagedIdentities.Identity identity, String resource) {
        Map<String, Object> token = issuer.respond(settings -> claims.ofIdentity(identity, resource, settings));
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("access_token", token.getOrDefault("access_token", ""));
        members.put("client_id", identity.clientId());
        members.put(
                "expires_on",
                String.valueOf(
                        clock.instant().plus(issuer.settings().lifetime()).getEpochSecond()));
        members.put("resource", resource);
        members.put("token_type", "Bearer");
        return members;
    }
}
