package io.github.mailbearer.testkit;

import java.util.Map;

/** The client credentials grant (RFC 6749 section 4.4): a token for the application itself. */
final class ClientCredentialsGrant implements Grant {

    private static final String DEFAULT = "/.default";

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
        String audience = scope.substring(0, Math.max(scope.length() - DEFAULT.length(), 0));
        if (!scope.endsWith(DEFAULT) || audience.isEmpty() || scope.contains(" ")) {
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
