package io.github.mailbearer.testkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The documents in which Entra describes itself. */
final class EntraMetadata implements Site {

    private final String uri;
    private final AppRegistration app;
    private final TokenIssuer issuer;
    private final TokenSigner signer;

    EntraMetadata(String uri, AppRegistration app, TokenIssuer issuer, TokenSigner signer) {
        this.uri = uri;
        this.app = app;
        this.issuer = issuer;
        this.signer = signer;
    }

    @Override
    public Optional<HttpReply> answer(HttpRequest request) {
        String path = request.path();
        String tenant = "/" + app.tenantId();
        if (path.equals(tenant + "/v2.0/.well-known/openid-configuration")) {
            return Optional.of(HttpReply.json(200, configuration(uri + tenant)));
        }
        if (path.equals(tenant + "/discovery/v2.0/keys")) {
            return Optional.of(HttpReply.json(200, signer.jwks()));
        }
        if (path.equals("/common/discovery/instance")) {
            return Optional.of(HttpReply.json(200, instances()));
        }
        return Optional.empty();
    }

    private Map<String, Object> configuration(String base) {
        return Map.of(
                "issuer", issuer.issuer(),
                "authorization_endpoint", base + "/oauth2/v2.0/authorize",
                "device_authorization_endpoint", base + "/oauth2/v2.0/devicecode",
                "token_endpoint", base + "/oauth2/v2.0/token",
                "jwks_uri", base + "/discovery/v2.0/keys",
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
