package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.Applications.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mailbearer.TokenUnavailableException;
import io.github.mailbearer.testkit.EntraReply;
import io.github.mailbearer.testkit.FakeEntra;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What networks do instead of delivering an answer. */
@Timeout(30)
class NetworkFailuresTest {

    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    private FakeEntra entra;

    @BeforeEach
    void start() {
        entra = FakeEntra.start();
    }

    @AfterEach
    void stop() {
        entra.close();
    }

    private MsalTokenProvider impatient(URI endpoint) {
        return MsalTokenProvider.clientCredentials(Applications.of(entra)
                .loopbackEndpoint(endpoint)
                .requestTimeout(Duration.ofSeconds(1))
                .build());
    }

    private TokenUnavailableException failure(MsalTokenProvider provider) {
        TokenUnavailableException failure =
                catchThrowableOfType(TokenUnavailableException.class, () -> provider.getToken(REQUEST));
        assertThat(failure).hasMessageContaining("application " + entra.clientId() + " in tenant " + entra.tenantId());
        return failure;
    }

    @Test
    void givesUpAnAnswerThatDoesNotCome() {
        entra.answerNext(EntraReply.hang());
        long start = System.nanoTime();

        assertThat(failure(impatient(entra.uri()))).hasCauseInstanceOf(HttpTimeoutException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));
        assertThat(entra.tokenRequestCount()).isEqualTo(1);
    }

    @Test
    void givesUpABodyThatDoesNotEndAndClosesItsConnection() throws Exception {
        CountDownLatch left = new CountDownLatch(1);
        try (RawServer server = RawServer.start(connection -> {
            RawServer.readHead(connection.getInputStream());
            connection.getOutputStream().write(RawServer.ascii(HEAD + "Content-Length: 5000\r\n\r\n{\"token_type\""));
            awaitEnd(connection.getInputStream());
            left.countDown();
        })) {
            assertThat(failure(impatient(server.uri()))).hasCauseInstanceOf(HttpTimeoutException.class);

            assertThat(left.await(10, TimeUnit.SECONDS)).as("connection closed").isTrue();
        }
    }

    @Test
    void givesUpABodyThatIsTooLong() throws Exception {
        AtomicInteger sent = new AtomicInteger();
        try (RawServer server = RawServer.start(connection -> {
            RawServer.readHead(connection.getInputStream());
            connection.getOutputStream().write(RawServer.ascii(HEAD + "\r\n"));
            byte[] block = RawServer.ascii(" ".repeat(1 << 16));
            while (sent.addAndGet(block.length) < 1 << 28) {
                connection.getOutputStream().write(block);
            }
        })) {
            MsalTokenProvider provider = MsalTokenProvider.clientCredentials(
                    Applications.of(entra).loopbackEndpoint(server.uri()).build());

            assertThat(failure(provider))
                    .hasMessageContaining("longer than 1048576 bytes")
                    .hasCauseInstanceOf(IOException.class);

            assertThat(sent).as("bytes sent before the client hung up").hasValueLessThan(1 << 26);
        }
    }

    @Test
    void readsABodyJustWithinTheBound() {
        String token = "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"opaque\"}";
        entra.answerNext(EntraReply.status(200, "application/json", token + " ".repeat((1 << 20) - token.length())));

        assertThat(Applications.provider(entra).getToken(REQUEST).value()).isEqualTo("opaque");
    }

    @Test
    void reportsAConnectionThatBreaks() {
        entra.answerNext(EntraReply.reset(), EntraReply.closeWithoutAnswer(), EntraReply.truncated());
        MsalTokenProvider provider = Applications.provider(entra);

        for (int i = 0; i < 3; i++) {
            assertThat(failure(provider))
                    .hasMessageContaining("gave no answer to the request for a token")
                    .hasMessageContaining("Check the network")
                    .hasCauseInstanceOf(IOException.class);
        }

        assertThat(entra.tokenRequestCount())
                .as("one request each, none repeated")
                .isEqualTo(3);
    }

    @Test
    void reportsThatNobodyListens() throws IOException {
        URI nowhere;
        try (RawServer server = RawServer.start(connection -> {})) {
            nowhere = server.uri();
        }

        assertThat(failure(impatient(nowhere)))
                .hasMessageContaining(nowhere + " in place of login.microsoftonline.com")
                .hasCauseInstanceOf(ConnectException.class);
    }

    @Test
    void followsNoRedirect() throws IOException {
        AtomicInteger followed = new AtomicInteger();
        try (RawServer elsewhere = RawServer.start(connection -> followed.incrementAndGet());
                RawServer server = RawServer.start(connection -> {
                    RawServer.readHead(connection.getInputStream());
                    connection
                            .getOutputStream()
                            .write(RawServer.ascii("HTTP/1.1 307 Temporary Redirect\r\nLocation: " + elsewhere.uri()
                                    + "\r\nContent-Length: 0\r\n\r\n"));
                })) {
            assertThat(failure(impatient(server.uri()))).hasMessageContaining("A redirect is never followed");

            assertThat(followed).hasValue(0);
        }
    }

    @Test
    void anInterruptedCallerStopsWaitingAndStaysInterrupted() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        try (RawServer server = RawServer.start(connection -> {
            RawServer.readHead(connection.getInputStream());
            asked.countDown();
            awaitEnd(connection.getInputStream());
            left.countDown();
        })) {
            MsalTokenProvider provider = MsalTokenProvider.clientCredentials(
                    Applications.of(entra).loopbackEndpoint(server.uri()).build());
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                thrown.set(catchThrowable(() -> provider.getToken(REQUEST)));
                flag.complete(Thread.currentThread().isInterrupted());
            });
            caller.start();
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

            caller.interrupt();

            assertThat(flag.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(thrown.get())
                    .isInstanceOf(TokenUnavailableException.class)
                    .hasMessageStartingWith("Interrupted while ")
                    .hasCauseInstanceOf(InterruptedException.class);
            assertThat(left.await(10, TimeUnit.SECONDS)).as("connection closed").isTrue();
        }
    }

    @Test
    void aCallerInterruptedBeforehandSendsNothingAndStaysInterrupted() {
        Thread.currentThread().interrupt();

        Throwable thrown = catchThrowable(() -> Applications.provider(entra).getToken(REQUEST));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown).isInstanceOf(TokenUnavailableException.class).hasMessageStartingWith("Interrupted");
    }

    /** Reads the rest of the request and waits for the client to leave. */
    private static void awaitEnd(InputStream in) throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }
}
