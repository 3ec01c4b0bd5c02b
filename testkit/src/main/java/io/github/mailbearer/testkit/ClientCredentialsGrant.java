package io.github.mailbearer.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The client credentials grant (RFC 6749 section 4.4): a token for the application itself. */
final class ClientCredentialsGrant implements Grant {

    private static final String DEFAULT = "/.default";

    /** MSAL sends these along in every flow, and Entra passes over them in this one. */
    private static final Set<String> OPENID_CONNECT = Set.of("openid", "profile", "offline_access");

    private final ClientAuthentication clients;
    private final TokenIssuer issuer;

    ClientCredentialsGrant(ClientAuthentication clients, TokenIssuer issuer) {
        this.clients = clients;
        this.issuer = issuer;
    }

    @Override
    public EntraReply answer(Map<String, String> form) {
        return clients.refusalOf(form).orElseGet(() -> answerScope(form.getOrDefault("scope", "")));
    }

    private EntraReply answerScope(String scope) {
        if (scope.isEmpty()) {
            return TokenEndpoint.missing("scope");
        }
        List<String> resources = Arrays.stream(scope.split(" "))
                .filter(single -> !OPENID_CONNECT.contains(single))
                .toList();
        String resource = resources.size() == 1 ? resources.get(0) : "";
        String audience = resource.substring(0, Math.max(resource.length() - DEFAULT.length(), 0));
        if (!resource.endsWith(DEFAULT) || audience.isEmpty()) {
            return EntraReply.error(
                    400,
                    "invalid_scope",
                    1002012,
                    "The provided value for scope " + scope + " is not valid. Client credential flows must have a scope"
                            + " value with /.default suffixed to the resource identifier (application ID URI).");
        }
        return issuer.answer(audience);
    }
}
