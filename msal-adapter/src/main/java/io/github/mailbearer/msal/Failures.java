package io.github.mailbearer.msal;

import com.microsoft.aad.msal4j.MsalInteractionRequiredException;
import com.microsoft.aad.msal4j.MsalServiceException;
import com.microsoft.aad.msal4j.MsalThrottlingException;
import io.github.mailbearer.TokenException;
import io.github.mailbearer.TokenRequestDeniedException;
import io.github.mailbearer.TokenUnavailableException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Tells who has to act when there is no token: whom the {@link Refusals} name if Entra itself refused, nobody but the
 * clock otherwise.
 *
 * <p>In its own name an application never needs a person to sign in, whatever MSAL calls its exception.
 */
final class Failures {

    private static final Set<String> TEMPORARY_ERRORS = Set.of("temporarily_unavailable", "server_error");

    /** Entra's numbers for a request that comes too often. */
    private static final Set<Integer> THROTTLING = Set.of(50196, 90055);

    private final Asked asked;
    private final Refusals refusals;

    /** What the failures of requests that an application makes in its own name mean. */
    Failures(Asked asked) {
        this(
                asked,
                (answer, error, cause) -> new TokenRequestDeniedException(
                        asked.message(answer, error), error, asked.details(answer.details()), cause));
    }

    /**
     * What the failures of other requests mean.
     *
     * @param asked what was asked for
     * @param refusals who has to act when Entra refuses for good
     */
    Failures(Asked asked, Refusals refusals) {
        this.asked = asked;
        this.refusals = refusals;
    }

    /** The failure of an exchange, after which MSAL threw. */
    TokenException of(Exchange exchange, Throwable thrown) {
        TokenAnswer answer = exchange.answer();
        if (answer != null) {
            String error = answer.error().orElse(null);
            return error == null ? unusable(exchange, answer, thrown) : refused(exchange, answer, error, thrown);
        }
        Exception failure = exchange.failure();
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            return new TokenUnavailableException(
                    "Interrupted while " + exchange.endpoint() + " was asked for a token of " + description() + ".",
                    failure);
        }
        return failure == null ? unsent(thrown) : unreachable(exchange, failure);
    }

    private TokenException refused(Exchange exchange, TokenAnswer answer, String error, Throwable thrown) {
        Throwable cause = thrown instanceof MsalServiceException ? thrown : null; // it is the description and no more
        int number = answer.number();
        int status = answer.status();
        boolean throttled = status == 429 || THROTTLING.contains(number);
        if (!throttled && status < 500 && !TEMPORARY_ERRORS.contains(error)) {
            return refusals.of(answer, error, cause);
        }
        Duration retryAfter = answer.retryAfter(exchange.now());
        String what = throttled
                ? throttled(answer, error)
                : exchange.endpoint() + " has no token for " + description() + " at present (HTTP " + status + ", "
                        + error + (number == 0 ? "" : ", AADSTS" + number) + ").";
        return new TokenUnavailableException(
                what + " " + patience(retryAfter), error, asked.details(answer.details()), cause, retryAfter);
    }

    /** Of a status that says so the number may say something else. */
    private String throttled(TokenAnswer answer, String error) {
        int number = answer.number();
        Map<String, String> telling = THROTTLING.contains(number) ? answer.details() : Map.of();
        return asked.message(asked.diagnosis(429, error, telling), error, number);
    }

    /** An answer that Entra itself does not give. */
    private TokenException unusable(Exchange exchange, TokenAnswer answer, Throwable thrown) {
        int status = answer.status();
        String fault = status == 200
                ? answer.tokenFault()
                        .orElse("MSAL could not read it (" + thrown.getClass().getSimpleName() + ")")
                : "it is neither a token nor an OAuth error";
        Duration retryAfter = answer.retryAfter(exchange.now());
        return new TokenUnavailableException(
                exchange.endpoint() + " answered the request for a token of " + description() + " with HTTP " + status
                        + " and " + answer.contentType() + ", but " + fault + ". " + suspicion(status) + " "
                        + patience(retryAfter),
                null,
                asked.details(answer.details()),
                null, // MSAL's exception may quote the body
                retryAfter);
    }

    private static String suspicion(int status) {
        if (status == 407) {
            return "A proxy wants to know who asks: give EntraApplication.Builder.http an HttpClient with an authenticator.";
        }
        if (status >= 300 && status < 400) {
            return "A redirect is never followed, since the request carries the credential; a captive portal or proxy"
                    + " sends it.";
        }
        if (status >= 400 && status < 500 && status != 429) {
            return "A proxy or firewall seems to have answered in Entra's place: allow the login host.";
        }
        return "Entra is disturbed, or a proxy or gateway answered in its place.";
    }

    private TokenException unreachable(Exchange exchange, Exception failure) {
        if (exchange.isRefusalHidden()) {
            return hidden(exchange, failure);
        }
        String what = exchange.endpoint() + " gave no answer to the request for a token of " + description() + ": "
                + reason(failure) + ". ";
        if (failure instanceof SSLException) {
            return new TokenUnavailableException(
                    what
                            + "TLS failed: if a proxy inspects it here, give EntraApplication.Builder.http an HttpClient whose"
                            + " SSLContext trusts the proxy's authority; if not, bring the JVM's trust store up to date.",
                    failure);
        }
        if (failure instanceof HttpTimeoutException) {
            return new TokenUnavailableException(
                    what + "A firewall may drop what is sent there, or the proxy is missing; see"
                            + " EntraApplication.Builder.http and requestTimeout.",
                    failure);
        }
        return new TokenUnavailableException(
                what + "Check the network: name resolution, the firewall, and the proxy if there is one; see"
                        + " EntraApplication.Builder.http.",
                failure);
    }

    private TokenException hidden(Exchange exchange, Exception failure) {
        return new TokenRequestDeniedException(
                exchange.endpoint() + " refused the credential of " + description()
                        + " (HTTP 401); the details are lost,"
                        + " since the JDK withholds such an answer from an HttpClient with an authenticator. Compare the"
                        + " credential with App registrations > the application > Certificates & secrets: it is wrong or"
                        + " has expired.",
                null,
                asked.details(Map.of("status", "401")),
                failure);
    }

    /** MSAL failed before it sent anything, by a key that does not sign perhaps. */
    private TokenException unsent(Throwable thrown) {
        if (thrown instanceof MsalInteractionRequiredException refusal) {
            // MSAL remembers this for the whole JVM for two minutes, of applications without a credential alone.
            TokenAnswer answer = TokenAnswer.remembered(refusal);
            return refusals.of(answer, answer.error().orElse("invalid_grant"), refusal);
        }
        if (thrown instanceof MsalThrottlingException throttled) {
            // MSAL remembers this for the whole JVM, of applications without a credential alone.
            Duration retryAfter = Duration.ofMillis(throttled.retryInMs());
            return new TokenUnavailableException(
                    "MSAL makes no request for a token of " + description()
                            + ", since Entra lately throttled one or was out of order. " + patience(retryAfter),
                    null,
                    asked.details(Map.of()),
                    thrown,
                    retryAfter);
        }
        return new TokenUnavailableException(
                "The request for a token of " + description() + " could not be made: " + reason(thrown)
                        + ". See the cause.",
                thrown);
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String told = failure.getMessage() == null ? root.getMessage() : failure.getMessage();
        return told == null || told.isBlank() ? root.getClass().getSimpleName() : told.strip();
    }

    private static String patience(@Nullable Duration retryAfter) {
        return retryAfter == null ? "Try again later." : "Try again in " + retryAfter.toSeconds() + " s.";
    }

    private String description() {
        return asked.subject();
    }
}
