package io.github.mailbearer.msal;

import io.github.mailbearer.TokenException;
import io.github.mailbearer.TokenRequestDeniedException;
import io.github.mailbearer.TokenUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Tells who has to act when there is no token of a managed identity. */
final class IdentityFailures {

    /** An endpoint that says so is just being updated, or busy; Azure's advice is to try again. */
    private static final Set<Integer> TEMPORARY = Set.of(404, 408, 410, 429);

    private final ManagedIdentity identity;

    IdentityFailures(ManagedIdentity identity) {
        this.identity = identity;
    }

    /** The failure of an exchange, after which MSAL threw. */
    TokenException of(IdentityExchange exchange, String resource, Throwable thrown, Instant now) {
        TokenAnswer answer = exchange.answer();
        Exception failure = exchange.failure();
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return new TokenUnavailableException(
                    "Interrupted while Azure was asked for a token of " + identity.description() + ".", failure);
        }
        if (failure != null) {
            return unreachable(failure);
        }
        return answer == null ? unsent(thrown) : refused(answer, resource, now);
    }

    private TokenException refused(TokenAnswer answer, String resource, Instant now) {
        int status = answer.status();
        String fault = answer.identityFault().orElse("");
        // MSAL's exception holds the whole answer, headers included, so it goes no further.
        if (!fault.isEmpty() && status < 500 && !TEMPORARY.contains(status)) {
            return new TokenRequestDeniedException(
                    "Azure has no token of " + identity.description() + " for " + resource + " (HTTP " + status + "): "
                            + fault + ". In the Azure portal, under the machine or app > Identity, switch the"
                            + " system-assigned identity on, or add the user-assigned one and compare its ID.",
                    answer.error().orElse(null),
                    answer.details(),
                    null);
        }
        Duration retryAfter = answer.retryAfter(now);
        return new TokenUnavailableException(
                "The endpoint for managed identities has no token of " + identity.description() + " at present (HTTP "
                        + status + ", " + answer.contentType() + (fault.isEmpty() ? "" : ": " + fault)
                        + "). If that stays so, check that this runs on Azure and has an identity there.",
                answer.error().orElse(null),
                answer.details(),
                null,
                retryAfter);
    }

    private TokenException unreachable(Exception failure) {
        return new TokenUnavailableException(
                "The endpoint for managed identities gave no answer to the request for a token of "
                        + identity.description() + ": " + failure
                        + ". Outside Azure there is none: use a certificate there, or a federated credential. On Azure,"
                        + " let the firewall or network policy pass 169.254.169.254.",
                failure);
    }

    private TokenException unsent(Throwable thrown) {
        return new TokenUnavailableException(
                "The request for a token of " + identity.description() + " could not be made; see the cause.", thrown);
    }
}
