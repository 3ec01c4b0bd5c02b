package io.github.mailbearer.msal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** HTTP requests whose answers are bounded in time and length. */
final class BoundedHttp {

    private static final long LONGEST_ANSWER = 1 << 20;

    private final HttpClient client;
    private final Duration timeout;

    BoundedHttp(HttpClient client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    Duration timeout() {
        return timeout;
    }

    /**
     * Sends a request and waits for the answer.
     *
     * <p>The future that the JDK's client gives completes on the common pool, where whoever waits here may be holding the
     * last thread. So the answer is taken as soon as its body is whole, and from that future only why there is none.
     */
    TokenAnswer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        CompletableFuture<TokenAnswer> answer = new CompletableFuture<>();
        CompletableFuture<?> sending = client.sendAsync(
                // An idle HTTP/2 connection is kept for long, and the next hourly request finds it dead.
                request.timeout(timeout).version(HttpClient.Version.HTTP_1_1).build(), head -> receive(head, answer));
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
}
