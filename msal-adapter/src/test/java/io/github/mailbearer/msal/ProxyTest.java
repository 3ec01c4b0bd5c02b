package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.Applications.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mailbearer.TokenUnavailableException;
import io.github.mailbearer.testkit.FakeEntra;
import io.github.mailbearer.testkit.TestCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The way to the real login host: a proxy to which a {@code CONNECT} for {@code login.microsoftonline.com} leads to a
 * server with a certificate for that name.
 */
@Timeout(30)
class ProxyTest {

    private static final String LOGIN_HOST = "login.microsoftonline.com";

    private final TestCertificates certificates = TestCertificates.create(LOGIN_HOST);
    private final List<String> connects = new CopyOnWriteArrayList<>();
    private FakeEntra entra;
    private RawServer front;
    private RawServer proxy;

    @BeforeEach
    void start() throws IOException {
        entra = FakeEntra.start();
        ServerSocket tls = certificates
                .serverContext()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        front = RawServer.start(
                tls, connection -> tunnel(connection, entra.uri().getPort()));
        proxy = RawServer.start(connection -> {
            connects.add(RawServer.readHead(connection.getInputStream())
                    .lines()
                    .findFirst()
                    .orElse(""));
            connection.getOutputStream().write(RawServer.ascii("HTTP/1.1 200 Connection established\r\n\r\n"));
            tunnel(connection, front.port());
        });
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        front.close();
        entra.close();
    }

    private HttpClient.Builder proxied() {
        return HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .proxy(ProxySelector.of(new InetSocketAddress("127.0.0.1", proxy.port())));
    }

    private MsalTokenProvider provider(HttpClient http) {
        return MsalTokenProvider.clientCredentials(EntraApplication.builder()
                .tenantId(entra.tenantId())
                .clientId(entra.clientId())
                .credential(EntraCredential.secret(entra.clientSecret()))
                .http(http)
                .build());
    }

    @Test
    void reachesTheLoginHostThroughTheProxyAndTrustStoreOfTheClientGiven() {
        HttpClient http = proxied().sslContext(certificates.clientContext()).build();

        assertThat(provider(http).getToken(REQUEST).value()).isEqualTo(entra.lastIssuedToken());

        assertThat(connects).containsExactly("CONNECT " + LOGIN_HOST + ":443 HTTP/1.1");
    }

    @Test
    void sendsNothingToAServerItDoesNotTrust() {
        MsalTokenProvider provider = provider(proxied().build());

        assertThatExceptionOfType(TokenUnavailableException.class)
                .isThrownBy(() -> provider.getToken(REQUEST))
                .withMessageStartingWith(LOGIN_HOST + " gave no answer")
                .withMessageContaining("if a proxy inspects it here")
                .withCauseInstanceOf(SSLException.class);

        assertThat(entra.tokenRequestCount()).isZero();
    }

    private static void tunnel(Socket client, int port) throws IOException {
        try (Socket server = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            RawServer.daemon(() -> pump(client, server));
            server.getInputStream().transferTo(client.getOutputStream());
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // One side has left; the other direction ends by itself.
        }
    }
}
