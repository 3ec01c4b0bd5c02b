package io.github.mailbearer.testkit;

import com.nimbusds.jose.JWSObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Verifies a client assertion that another issuer made (workload identity federation). */
final class FederatedAssertionCheck {

    private final AppRegistration app;

    FederatedAssertionCheck(AppRegistration app) {
        this.app = app;
    }

    /** Whether the assertion claims to be of another issuer, and the application knows some. */
    boolean concerns(Map<String, Object> claims) {
        return !app.federatedIssuers().isEmpty() && !app.clientId().equals(claims.get("iss"));
    }

    Optional<EntraReply> refusalOf(JWSObject assertion, Map<String, Object> claims) {
        List<FederatedIssuer> issuers = app.federatedIssuers().stream()
                .filter(issuer -> issuer.issuer().equals(claims.get("iss")))
                .toList();
        if (issuers.isEmpty()) {
            return unmatched(700211, "issuer", String.valueOf(claims.get("iss")));
        }
        if (!FederatedIssuer.AUDIENCE.equals(claims.get("aud"))) {
            return unmatched(700212, "audience", String.valueOf(claims.get("aud")));
        }
        List<FederatedIssuer> subjects = issuers.stream()
                .filter(issuer -> issuer.subject().equals(claims.get("sub")))
                .toList();
        if (subjects.isEmpty()) {
            return unmatched(700213, "subject", String.valueOf(claims.get("sub")));
        }
        return subjects.stream().anyMatch(issuer -> issuer.signer().signed(assertion))
                ? Optional.empty()
                : Optional.of(EntraReply.error(401, "invalid_client", 50013, "Assertion failed signature validation."));
    }

    private static Optional<EntraReply> unmatched(int aadsts, String claim, String value) {
        return Optional.of(EntraReply.error(
                401,
                "invalid_client",
                aadsts,
                "No matching federated identity record found for presented assertion " + claim + " '" + value
                        + "'. Check your federated identity credential Subject, Audience and Issuer against the"
                        + " presented assertion."));
    }
}
