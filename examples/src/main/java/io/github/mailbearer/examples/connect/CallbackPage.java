package io.github.mailbearer.examples.connect;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.mailbearer.TokenException;
import io.github.mailbearer.TokenUnavailableException;
import io.github.mailbearer.msal.AuthorizationRequest;
import io.github.mailbearer.msal.ConnectedMailbox;
import io.github.mailbearer.msal.MailboxConnector;
import io.github.mailbearer.msal.MailboxNotConnectedException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The two pages of an application on which a mailbox is connected, on this machine only. */
final class CallbackPage implements AutoCloseable {

    private static final int PORT = 8765;
    private static final String COOKIE = "mailbearer";
    private static final int MINUTES = 10;

    private final HttpServer server;
    private final PrintStream out;
    private final CompletableFuture<ConnectedMailbox> connected = new CompletableFuture<>();

    private CallbackPage(HttpServer server, PrintStream out) {
        this.server = server;
        this.out = out;
    }

    /** Opens the pages at a port that stays the same, since it is registered; at any other if that is taken. */
    static CallbackPage open(PrintStream out) throws IOException {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT), 0);
        } catch (BindException taken) {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        }
        server.start();
        return new CallbackPage(server, out);
    }

    URI callback() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/callback");
    }

    /** Lets a person begin at the page that is returned. */
    URI offer(MailboxConnector connector, String mailbox) {
        server.createContext("/callback", exchange -> complete(exchange, connector));
        server.createContext("/connect", exchange -> begin(exchange, connector, mailbox));
        return callback().resolve("/connect");
    }

    private static void begin(HttpExchange exchange, MailboxConnector connector, String mailbox) throws IOException {
        AuthorizationRequest request = connector.begin(mailbox);
        // On https also Secure.
        exchange.getResponseHeaders()
                .add("Set-Cookie", COOKIE + "=" + request.browserValue() + "; HttpOnly; SameSite=Lax; Max-Age=600");
        exchange.getResponseHeaders().add("Location", request.url().toString());
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void complete(HttpExchange exchange, MailboxConnector connector) throws IOException {
        try {
            ConnectedMailbox mailbox = connector.complete(parameters(exchange), cookie(exchange));
            answer(exchange, mailbox.mailbox() + " is connected. You can close this page.");
            connected.complete(mailbox);
        } catch (TokenUnavailableException e) {
            answer(exchange, "Try again: reload this page in a moment.");
            out.println(e.getMessage());
        } catch (MailboxNotConnectedException | TokenException e) {
            answer(exchange, "The mailbox is not connected. The terminal says why.");
            connected.completeExceptionally(e);
        }
    }

    private static Map<String, String> parameters(HttpExchange exchange) {
        Map<String, String> parameters = new LinkedHashMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        URLDecoder.decode(pair.substring(0, equals), UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), UTF_8));
            }
        }
        return parameters;
    }

    private static @Nullable String cookie(HttpExchange exchange) {
        return exchange.getRequestHeaders().getOrDefault("Cookie", List.of()).stream()
                .flatMap(header -> Stream.of(header.split(";", -1)))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(COOKIE + "="))
                .map(cookie -> cookie.substring(COOKIE.length() + 1))
                .findFirst()
                .orElse(null);
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Waits for the person, as long as a sign-in is valid. */
    ConnectedMailbox awaitConnected() {
        try {
            return connected.get(MINUTES, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalArgumentException("nobody signed in within " + MINUTES + " minutes: start again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while somebody signs in", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
