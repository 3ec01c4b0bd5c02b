package io.github.mailbearer.testkit;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes each request of the fake Entra to whom it concerns. */
final class EntraFront {

    private static final Pattern TOKEN_PATH = Pattern.compile("/([^/]+)/oauth2/v2\\.0/token");

    private final TokenEndpoint endpoint;
    private final ManagedIdentityEndpoint identities;
    private final List<Site> sites;
    private final TokenRequestLog log;
    private final ScriptedReplies replies;
    private final InstantSource clock;

    EntraFront(
            TokenEndpoint endpoint,
            ManagedIdentityEndpoint identities,
            List<Site> sites,
            TokenRequestLog log,
            ScriptedReplies replies,
            InstantSource clock) {
        this.endpoint = endpoint;
        this.identities = identities;
        this.sites = sites;
        this.log = log;
        this.replies = replies;
        this.clock = clock;
    }

    void serve(Socket socket) throws IOException {
        HttpConnection connection = new HttpConnection(socket, clock);
        HttpRequest request = connection.read();
        if (request == null) {
            return;
        }
        Matcher tokenPath = TOKEN_PATH.matcher(request.path());
        if (tokenPath.matches()) {
            Map<String, String> form = request.form();
            log.add(new RecordedRequest(request.path(), form, request.headers()));
            serveToken(connection, request, () -> endpoint.answer(request.method(), tokenPath.group(1), form));
        } else if (identities.isAt(request.path())) {
            identities.record(request);
            serveToken(connection, request, () -> EntraReply.of("managed identity", identities.answer(request)));
        } else {
            connection.reply(answer(request));
        }
    }

    private HttpReply answer(HttpRequest request) {
        return sites.stream()
                .flatMap(site -> site.answer(request).stream())
                .findFirst()
                .orElseGet(() -> new HttpReply(
                        404, "text/plain", Map.of(), "The fake Entra has nothing at " + request.path() + "\n"));
    }

    /** Answers as the test wants it, or else honestly. */
    private void serveToken(HttpConnection connection, HttpRequest request, Supplier<EntraReply> honest)
            throws IOException {
        EntraReply scripted = replies.take();
        pause(replies.latency());
        EntraReply answer = scripted == null || scripted.isLate() ? honest.get() : scripted;
        (scripted == null ? answer : scripted).send(connection, request, clock.instant());
    }

    private static void pause(Duration latency) throws IOException {
        try {
            Thread.sleep(latency.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("closed before the answer");
        }
    }
}
