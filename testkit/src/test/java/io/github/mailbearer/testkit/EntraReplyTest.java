package io.github.mailbearer.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(20)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EntraReplyTest {

    private final FakeEntra entra = FakeEntra.start();
    private final TokenClient client = new TokenClient(entra);

    @AfterEach
    void reset() {
        entra.reset();
    }

    @AfterAll
    void close() {
        entra.close();
    }

    private int status() throws Exception {
        return client.post(client.form()).statusCode();
    }

    /** A token request over a bare socket, on which network faults can be told apart. */
    private static Socket requestTo(FakeEntra entra) throws IOException {
        Socket socket = new Socket(entra.uri().getHost(), entra.uri().getPort());
        socket.setSoTimeout(10_000);
        String head =
                "POST " + entra.tokenEndpoint().getPath() + " HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\na=b";
        socket.getOutputStream().write(head.getBytes(US_ASCII));
        return socket;
    }

    @Test
    void answersTheNextRequestsInOrderAndThenNormally() throws Exception {
        entra.answerNext(EntraReply.unavailable(503), EntraReply.html(502));
        entra.answerNext(EntraReply.throttled(Duration.ofSeconds(7)));

        assertThat(new int[] {status(), status(), status(), status()}).containsExactly(503, 502, 429, 200);
        assertThat(entra.tokenRequestCount()).isEqualTo(4);
    }

    @Test
    void answersAlwaysUntilToldToAnswerNormally() throws Exception {
        entra.answerAlways(EntraReply.unavailable(500)).answerNext(EntraReply.html(502));

        assertThat(new int[] {status(), status(), status()}).containsExactly(502, 500, 500);
        entra.answerNormally();
        assertThat(status()).isEqualTo(200);
    }

    @Test
    void throttlesWithRetryAfter() throws Exception {
        entra.answerNext(EntraReply.throttled(Duration.ofSeconds(7)));

        HttpResponse<String> response = client.post(client.form());

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(response.body()).contains("temporarily_unavailable", "90055");
    }

    @Test
    void answersWithAPage() throws Exception {
        entra.answerNext(EntraReply.html(200), EntraReply.status(418, "text/plain; charset=utf-8", "é"));

        HttpResponse<String> page = client.post(client.form());
        HttpResponse<String> text = client.post(client.form());

        assertThat(page.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(page.body()).startsWith("<!DOCTYPE html>");
        assertThat(text.statusCode()).isEqualTo(418);
        assertThat(text.body()).isEqualTo("é");
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(EntraReply.invalidClientSecret(), 401, "invalid_client", 7000215),
                Arguments.of(EntraReply.expiredClientSecret(), 401, "invalid_client", 7000222),
                Arguments.of(EntraReply.unknownApplication(), 400, "unauthorized_client", 700016),
                Arguments.of(EntraReply.unknownTenant(), 400, "invalid_request", 90002),
                Arguments.of(EntraReply.unknownResource(), 400, "invalid_resource", 500011),
                Arguments.of(EntraReply.consentRequired(), 400, "invalid_grant", 65001),
                Arguments.of(EntraReply.blockedByConditionalAccess(), 400, "invalid_grant", 53003),
                Arguments.of(EntraReply.unavailable(503), 503, "temporarily_unavailable", 90033),
                Arguments.of(EntraReply.error(400, "invalid_grant", 50126, "Text."), 400, "invalid_grant", 50126));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void answersWithAnError(EntraReply reply, int status, String error, int aadsts) throws Exception {
        entra.answerNext(reply);

        HttpResponse<String> response = client.post(client.form());

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body())
                .contains("\"error\":\"" + error + "\"", "\"error_codes\":[" + aadsts + "]", "AADSTS" + aadsts + ": ");
        assertThat(reply).hasToString("EntraReply[" + error + " AADSTS" + aadsts + "]");
    }

    @Test
    void resetsTheConnectionForReal() throws Exception {
        entra.answerNext(EntraReply.reset());

        try (Socket socket = requestTo(entra)) {
            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessage("Connection reset");
        }
    }

    @Test
    void closesInGoodOrderWithoutAnAnswer() throws Exception {
        entra.answerNext(EntraReply.closeWithoutAnswer());

        try (Socket socket = requestTo(entra)) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void promisesMoreThanItSends() throws Exception {
        entra.answerNext(EntraReply.truncated());

        try (Socket socket = requestTo(entra)) {
            String[] response = new String(socket.getInputStream().readAllBytes(), US_ASCII).split("\r\n\r\n");
            assertThat(response[0]).startsWith("HTTP/1.1 200 ");
            int promised = Integer.parseInt(response[0].replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
            assertThat(response[1]).hasSize(promised / 2);
        }
    }

    @Test
    void hangsUntilItIsClosed() throws Exception {
        FakeEntra own = FakeEntra.start().answerNext(EntraReply.hang());
        try (own;
                Socket socket = requestTo(own)) {
            socket.setSoTimeout(100);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

            own.close();

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void answersAsLateAsItIsTold() throws Exception {
        entra.latency(Duration.ofMillis(150));
        long start = System.nanoTime();

        assertThat(status()).isEqualTo(200);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
    }

    @Test
    void doesNotWaitForALateAnswerWhenItIsClosed() throws Exception {
        FakeEntra own = FakeEntra.start().latency(Duration.ofHours(1));
        try (own;
                Socket socket = requestTo(own)) {
            own.awaitTokenRequests(1);

            own.close();

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }
}
