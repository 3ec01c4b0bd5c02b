package io.github.mailbearer.msal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.aad.msal4j.HttpRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The login host of a cloud, or what stands in for it, reached within a bound and never by redirect. */
final class TokenEndpoint {

    private static final long LONGEST_ANSWER = 1 << 20;

    private final String loginHost;
    private final HttpClient client;
    private final Duration timeout;
    private final @Nullable LoopbackEndpoint loopback;

    TokenEndpoint(String loginHost, HttpClient client, Duration timeout, @Nullable LoopbackEndpoint loopback) {
        this.loginHost = loginHost;
        this.client = client;
        this.timeout = timeout;
        this.loopback = loopback;
    }

    /** How long a request may take. */
    Duration timeout() {
        return timeout;
    }

    /** Sends what MSAL wants sent and waits for the answer. */
    TokenAnswer send(HttpRequest request) throws IOException, InterruptedException {
        java.net.http.HttpRequest.Builder outgoing = java.net.http.HttpRequest.newBuilder(target(request.url()))
                .timeout(timeout)
                // An idle HTTP/2 connection is kept for long, and the next hourly request finds it dead.
                .version(HttpClient.Version.HTTP_1_1)
                .method(request.httpMethod().name(), BodyPublishers.ofString(request.body(), UTF_8));
        request.headers().forEach(outgoing::setHeader);
        return await(outgoing.build());
    }

    /**
     * The future that the JDK's client gives completes on the common pool, where whoever waits here may be holding the
     * last thread. So the answer is taken as soon as its body is whole, and from that future only why there is none.
     */
    private TokenAnswer await(java.net.http.HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<TokenAnswer> answer = new CompletableFuture<>();
        CompletableFuture<?> sending = client.sendAsync(request, head -> receive(head, answer));
        try {
            return answer.applyToEither(sending.thenCompose(sent -> answer), Function.identity())
                    .get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (TimeoutException e) {
            HttpTimeoutException timedOut = new HttpTimeoutException("no answer within " + timeout.toSeconds() + " s");
            timedOut.initCause(e);
            throw timedOut;
        } finally {
            if (!answer.isDone()) {
                sending.cancel(true);
            }
        }
    }

    private static BoundedBody receive(HttpResponse.ResponseInfo head, CompletableFuture<TokenAnswer> answer) {
        BoundedBody body = new BoundedBody(LONGEST_ANSWER);
        body.getBody()
                .thenApply(octets -> TokenAnswer.of(head.statusCode(), head.headers(), new String(octets, UTF_8)))
                .whenComplete((received, failure) -> {
                    if (failure == null) {
                        answer.complete(received);
                    } else {
                        answer.completeExceptionally(failure);
                    }
                });
        return body;
    }

    private URI target(URL wanted) throws IOException {
        // MSAL takes hosts from metadata shared by the whole JVM, which other code may have set.
        if (!"https".equals(wanted.getProtocol()) || !loginHost.equals(wanted.getHost()) || wanted.getPort() >= 0) {
            throw new IOException("MSAL wanted to send the credential to " + wanted.getAuthority() + " instead of "
                    + loginHost + ": other code in this JVM has changed MSAL's instance metadata");
        }
        return loopback == null ? URI.create(wanted.toExternalForm()) : loopback.resolve(wanted.getFile());
    }

    /** A page of the login host, for a browser. */
    URI page(String pathAndQuery) {
        return URI.create(
                (loopback == null ? "https://" + loginHost : loopback.toString().replaceFirst("/$", ""))
                        + pathAndQuery);
    }

    /** Where requests go, for messages. */
    @Override
    public String toString() {
        return loopback == null ? loginHost : loopback + " in place of " + loginHost;
    }
}
