package io.github.mailbearer.msal;

import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import io.github.mailbearer.AccessToken;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One token request on its way through MSAL, and what came of it. Confined to the thread that asks.
 *
 * <p>MSAL gets to see only tokens and OAuth errors that are described. Of anything else it would write the body into
 * exceptions and logs.
 */
final class Exchange implements IHttpClient {

    /** How the JDK's client, once it has an authenticator, ends a 401 that asks for no HTTP authentication. */
    private static final String HIDDEN_REFUSAL = "WWW-Authenticate header missing for response code 401";

    private final TokenEndpoint endpoint;
    private final InstantSource clock;
    private Instant sentAt;
    private @Nullable TokenAnswer answer;
    private @Nullable Exception failure;

    Exchange(TokenEndpoint endpoint, InstantSource clock) {
        this.endpoint = endpoint;
        this.clock = clock;
        this.sentAt = clock.instant();
    }

    @Override
    public IHttpResponse send(HttpRequest request) throws IOException, InterruptedException {
        sentAt = clock.instant();
        try {
            TokenAnswer received = endpoint.send(request);
            answer = received;
            if (received.isForMsal()) {
                return received.toMsal();
            }
        } catch (IOException | InterruptedException e) {
            failure = e;
            throw e;
        }
        throw new IOException("the answer is neither a token nor an OAuth error with a description");
    }

    /** The token that MSAL read from the answer; its life counts from the moment of asking, so as never to be overrated. */
    AccessToken token(String value) {
        TokenAnswer received = received();
        int lifetime = received.seconds("expires_in");
        int refresh = received.seconds("refresh_in");
        AccessToken token = AccessToken.of(value, sentAt.plusSeconds(lifetime));
        return refresh > 0 && refresh <= lifetime ? token.withRefreshAt(sentAt.plusSeconds(refresh)) : token;
    }

    /** The answer that MSAL read a token from. */
    TokenAnswer received() {
        return Objects.requireNonNull(answer, "answer");
    }

    Instant sentAt() {
        return sentAt;
    }

    /** Who was asked, for messages. */
    String endpoint() {
        return endpoint.toString();
    }

    Instant now() {
        return clock.instant();
    }

    /** What came back; {@code null} if nothing did. */
    @Nullable
    TokenAnswer answer() {
        return answer;
    }

    /** Why nothing came back; {@code null} if something did, or nothing was sent. */
    @Nullable
    Exception failure() {
        return failure;
    }

    /** Whether Entra did not believe that the application is who it says. */
    boolean isCredentialRefused() {
        TokenAnswer received = answer;
        return received == null
                ? isRefusalHidden()
                : received.error().filter("invalid_client"::equals).isPresent();
    }

    /** Whether Entra answered 401, which RFC 6749 section 5.2 has for a refused credential alone, and nothing more is known. */
    boolean isRefusalHidden() {
        return failure != null && HIDDEN_REFUSAL.equals(failure.getMessage());
    }
}
