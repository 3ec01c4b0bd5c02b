package io.github.mailbearer.msal;

import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One request for a managed identity's token on its way through MSAL, and what came of it. Confined to the thread that asks.
 *
 * <p>MSAL gets to see only tokens, described errors and challenges. Of anything else it would write the body into
 * exceptions and logs.
 */
final class IdentityExchange implements IHttpClient {

    private final IdentityEndpoint endpoint;
    private @Nullable TokenAnswer answer;
    private @Nullable Exception failure;

    IdentityExchange(IdentityEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public IHttpResponse send(HttpRequest request) throws IOException, InterruptedException {
        try {
            TokenAnswer received = endpoint.send(request);
            answer = received;
            if (received.isIdentityToken() || received.identityFault().isPresent() || received.isChallenge()) {
                return received.toMsal();
            }
        } catch (IOException | InterruptedException e) {
            failure = e;
            throw e;
        }
        throw new IOException("the answer is neither a token nor an error with a description");
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
}
