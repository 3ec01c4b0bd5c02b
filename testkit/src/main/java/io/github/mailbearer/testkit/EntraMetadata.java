package io.github.mailbearer.testkit;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The documents in which Entra describes itself. */
final class EntraMetadata implements Site {

    private static final Pattern CONFIGURATION = Pattern.compile("/([^/]+)/v2\\.0/\\.well-known/openid-configuration");

    private final String uri;
    private final AppRegistration app;
    private final TokenIssuer issuer;
    private final TokenSigner signer;
    private final InstantSource clock;
    private volatile CloudInstance cloud = CloudInstance.WORLDWIDE;

    EntraMetadata(String uri, AppRegistration app, TokenIssuer issuer, TokenSigner signer, InstantSource clock) {
        this.uri = uri;
        this.app = app;
        this.issuer = issuer;
        this.signer = signer;
        this.clock = clock;
    }

    /** Moves the tenant to a cloud. */
    void cloud(CloudInstance other) {
        cloud = other;
    }

    @Override
    public Optional<HttpReply> answer(HttpRequest request) {
        String path = request.path();
        Matcher configuration = CONFIGURATION.matcher(path);
        if (configuration.matches()) {
            return Optional.of(configuration(request, configuration.group(1)));
        }
        if (path.equals("/" + app.tenantId() + "/discovery/v2.0/keys")) {
            return Optional.of(HttpReply.json(200, signer.jwks()));
        }
        if (path.equals("/common/discovery/instance")) {
            return Optional.of(HttpReply.json(200, instances()));
        }
        return Optional.empty();
    }

    /** A shared tenant's document names no region, which only a tenant of its own has. */
    private HttpReply configuration(HttpRequest request, String tenant) {
        if (!app.isServedAt(tenant)) {
            return new EntraError(
                            400,
                            "invalid_tenant",
                            90002,
                            "Tenant '" + tenant + "' not found. Check to make sure you have the correct tenant ID and"
                                    + " are signing into the correct cloud.")
                    .toReply(request, clock.instant());
        }
        Map<String, Object> members = new LinkedHashMap<>(endpoints(uri + "/" + tenant));
        members.putAll(cloud.members());
        if (AppRegistration.isShared(tenant)) {
            members.remove("tenant_region_scope");
        }
        return HttpReply.json(200, members);
    }

    private Map<String, Object> endpoints(String base) {
        return Map.of(
                "issuer", issuer.issuer(),
                "authorization_endpoint", base + "/oauth2/v2.0/authorize",
                "device_authorization_endpoint", base + "/oauth2/v2.0/devicecode",
                "token_endpoint", base + "/oauth2/v2.0/token",
                "jwks_uri", uri + "/" + app.tenantId() + "/discovery/v2.0/keys",
                "response_types_supported", List.of("code"),
                "subject_types_supported", List.of("pairwise"),
                "id_token_signing_alg_values_supported", List.of("RS256"),
                "token_endpoint_auth_methods_supported", List.of("client_secret_post", "private_key_jwt"));
    }

    private Map<String, Object> instances() {
        String authority = uri.substring("http://".length());
        return Map.of(
                "tenant_discovery_endpoint",
                uri + "/" + app.tenantId() + "/v2.0/.well-known/openid-configuration",
                "api-version",
                "1.1",
                "metadata",
                List.of(Map.of(
                        "preferred_network", authority,
                        "preferred_cache", authority,
                        "aliases", List.of(authority))));
    }
}
