package io.github.mailbearer.testkit;

import java.util.Map;
import java.util.Optional;

/** Verifies that a token request comes from the registered application (RFC 6749 section 2.3). */
final class ClientAuthentication {

    private final AppRegistration app;
    private final ClientAssertionCheck assertions;

    ClientAuthentication(AppRegistration app, ClientAssertionCheck assertions) {
        this.app = app;
        this.assertions = assertions;
    }

    /** What to answer to a client that has not proved who it is, or nothing if it has. */
    Optional<EntraReply> refusalOf(Map<String, String> form) {
        String clientId = form.getOrDefault("client_id", "");
        if (clientId.isEmpty()) {
            return Optional.of(TokenEndpoint.missing("client_id"));
        }
        if (!clientId.equalsIgnoreCase(app.clientId())) {
            return Optional.of(EntraReply.unknownApplication());
        }
        String assertion = form.getOrDefault("client_assertion", "");
        if (!assertion.isEmpty()) {
            return assertions.refusalOf(form.getOrDefault("client_assertion_type", ""), assertion);
        }
        String secret = form.getOrDefault("client_secret", "");
        return secret.isEmpty()
                ? refusalOfPublicClient(form.getOrDefault("grant_type", ""))
                : app.secrets().refusalOf(secret);
    }

    private Optional<EntraReply> refusalOfPublicClient(String grantType) {
        boolean forItself = grantType.equals("client_credentials");
        if (app.allowsPublicClients() && !forItself) {
            return Optional.empty();
        }
        return Optional.of(
                forItself
                        ? EntraReply.error(
                                401,
                                "invalid_client",
                                7000216,
                                "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials'"
                                        + " grant type.")
                        : EntraReply.error(
                                401,
                                "invalid_client",
                                7000218,
                                "The request body must contain the following parameter: 'client_assertion' or"
                                        + " 'client_secret'."));
    }
}
