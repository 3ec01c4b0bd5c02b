package io.github.mailbearer.msal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.aad.msal4j.HttpRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The login host of a cloud, or what stands in for it, reached within a bound and never by redirect. */
final class TokenEndpoint {

    private final String loginHost;
    private final BoundedHttp http;
    private final @Nullable LoopbackEndpoint loopback;

    TokenEndpoint(String loginHost, BoundedHttp http, @Nullable LoopbackEndpoint loopback) {
        this.loginHost = loginHost;
        this.http = http;
        this.loopback = loopback;
    }

    /** How long a request may take. */
    Duration timeout() {
        return http.timeout();
    }

    /** Sends what MSAL wants sent and waits for the answer. */
    TokenAnswer send(HttpRequest request) throws IOException, InterruptedException {
        java.net.http.HttpRequest.Builder outgoing = java.net.http.HttpRequest.newBuilder(target(request.url()))
                .method(request.httpMethod().name(), BodyPublishers.ofString(request.body(), UTF_8));
        request.headers().forEach(outgoing::setHeader);
        return http.send(outgoing);
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
