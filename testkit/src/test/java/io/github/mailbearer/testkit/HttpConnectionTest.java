package io.github.mailbearer.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class HttpConnectionTest {

    private final LoopbackServer server = LoopbackServer.bind("http");
    private final AtomicReference<HttpRequest> received = new AtomicReference<>();

    @BeforeEach
    void start() {
        server.start(socket -> {
            HttpConnection connection =
                    new HttpConnection(socket, InstantSource.fixed(Instant.parse("2026-11-02T10:11:12Z")));
            received.set(connection.read());
            connection.reply(new HttpReply(200, "text/plain", Map.of("X-Name", "value"), "é"));
        });
    }

    @AfterEach
    void close() {
        server.close();
    }

    private String exchange(String request) throws IOException {
        try (Socket socket = new Socket(server.address(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (SocketException e) {
            return ""; // What the server has not read is answered with a reset.
        }
    }

    @Test
    void readsARequestAndRepliesToIt() throws Exception {
        String reply = exchange(
                "POST /a/b?c=d HTTP/1.1\r\nHost: x\r\nx-two: 1\r\nX-Two: 2\r\nContent-Length: 5\r\n\r\na=%C3%A9&a=2&b");

        HttpRequest request = received.get();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/a/b");
        assertThat(request.headers().get("X-TWO")).containsExactly("1", "2");
        assertThat(request.body()).isEqualTo("a=%C3");
        assertThat(reply)
                .isEqualTo(
                        "HTTP/1.1 200 \r\nContent-Type: text/plain\r\nDate: Mon, 02 Nov 2026 10:11:12 GMT\r\nContent-Length: 2\r\n"
                                + "Cache-Control: no-store, no-cache\r\nConnection: close\r\nX-Name: value\r\n\r\n\303\251");
    }

    @Test
    void readsTheFirstParameterOfEachName() throws Exception {
        exchange("POST / HTTP/1.1\r\nContent-Length: 27\r\n\r\na=%C3%A9+%2B&a=2&b&=c&d=e=f");

        assertThat(received.get().form()).hasSize(2).containsEntry("a", "é +").containsEntry("d", "e=f");
    }

    @Test
    void readsNoParametersFromABrokenEncoding() throws Exception {
        exchange("POST / HTTP/1.1\r\nContent-Length: 11\r\n\r\na=b&c=%zz&d");

        assertThat(received.get().form()).isEmpty();
    }

    @Test
    void tellsAClientThatWaitsToGoOn() throws Exception {
        assertThat(exchange("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\na=b"))
                .startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 1048577\r\n\r\n"
            })
    void hangsUpOnWhatIsNoRequest(String request) throws Exception {
        assertThat(exchange(request)).isEmpty();
        assertThat(received).hasNullValue();
    }

    @Test
    void hangsUpOnHeadersWithoutEnd() throws Exception {
        assertThat(exchange("GET / HTTP/1.1\r\n" + "X: y\r\n".repeat(201) + "\r\n"))
                .isEmpty();
    }
}
