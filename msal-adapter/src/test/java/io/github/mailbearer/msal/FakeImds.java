package io.github.mailbearer.msal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The endpoint at which Azure hands out tokens of managed identities, on the loopback interface. */
final class FakeImds implements AutoCloseable {

    private final HttpServer server;
    private final List<String> queries = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String body = token(Instant.now().plusSeconds(3600));

    private FakeImds(HttpServer server) {
        this.server = server;
    }

    static FakeImds start() {
        try {
            FakeImds imds =
                    new FakeImds(HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 10));
            imds.server.createContext("/metadata/identity/oauth2/token", imds::serve);
            imds.server.start();
            return imds;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A token response as IMDS gives it: all numbers are text. */
    static String token(Instant expiresAt) {
        return "{\"access_token\":\"imds-token\",\"expires_on\":\"" + expiresAt.getEpochSecond()
                + "\",\"resource\":\"https://outlook.office365.com\",\"token_type\":\"Bearer\"}";
    }

    void answer(int newStatus, String newBody) {
        status = newStatus;
        body = newBody;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The queries that were asked with the header that proves that no proxy forwarded them. */
    List<String> queries() {
        return queries;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            if ("true".equals(exchange.getRequestHeaders().getFirst("Metadata"))) {
                queries.add(exchange.getRequestURI().getQuery());
            }
            byte[] octets = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", body.startsWith("{") ? "application/json" : "text/html");
            exchange.sendResponseHeaders(status, octets.length);
            exchange.getResponseBody().write(octets);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
