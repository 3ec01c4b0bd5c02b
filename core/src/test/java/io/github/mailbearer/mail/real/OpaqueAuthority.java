package io.github.mailbearer.mail.real;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An issuer of tokens that mean nothing to anybody else: Dovecot asks it about each of them (RFC 7662). */
final class OpaqueAuthority implements TokenAuthority {

    private static final Pattern TOKEN = Pattern.compile("(?:^|&)token=([^&]*)");

    private final Map<String, String> mailboxes = new ConcurrentHashMap<>();
    private final AtomicInteger issued = new AtomicInteger();
    private final HttpServer server;
    private volatile boolean ailing;

    OpaqueAuthority() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException("no port on the loopback interface", e);
        }
        server.createContext("/introspect", this::introspect);
        server.start();
    }

    @Override
    public void configure(ServerDirectory dovecot) throws IOException {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/introspect";
        dovecot.write("oauth2.conf", "oauth2-introspection.conf", Map.of("introspection", url));
    }

    private void introspect(HttpExchange exchange) throws IOException {
        try (exchange) {
            String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            Matcher token = TOKEN.matcher(form);
            String mailbox = token.find() ? mailboxes.get(URLDecoder.decode(token.group(1), UTF_8)) : null;
            byte[] answer = (mailbox == null
                            ? "{\"active\":false}"
                            : "{\"active\":true,\"upn\":\"" + mailbox + "\",\"token_type\":\"Bearer\"}")
                    .getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(ailing ? 503 : 200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    @Override
    public String issue(String mailbox) {
        return issue(mailbox, 64);
    }

    /** Issues a token of this length. */
    String issue(String mailbox, int length) {
        String serial = "token-" + issued.incrementAndGet() + "-";
        String token = serial + "x".repeat(length - serial.length());
        mailboxes.put(token, mailbox);
        return token;
    }

    void revoke(String token) {
        mailboxes.remove(token);
    }

    /** Whether it is out of order: it answers 503 as long as it is. */
    void ailing(boolean outOfOrder) {
        ailing = outOfOrder;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
