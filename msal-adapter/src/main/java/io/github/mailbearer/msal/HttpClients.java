package io.github.mailbearer.msal;

import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The HTTP client that credentials may be entrusted to. */
final class HttpClients {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private HttpClients() {}

    /** The client given, if it is safe, or one of our own. */
    static HttpClient of(@Nullable HttpClient http, @Nullable LoopbackEndpoint loopback) {
        if (http == null) {
            return loopback == null ? ours().build() : direct();
        }
        if (http.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("http follows redirects, which would carry the credential elsewhere:"
                    + " build it with followRedirects(HttpClient.Redirect.NEVER)");
        }
        if (loopback != null) {
            loopback.checkDirect(http);
        }
        return http;
    }

    /** A client that goes to the server itself, whatever proxies there are. */
    static HttpClient direct() {
        return ours().proxy(HttpClient.Builder.NO_PROXY).build();
    }

    private static HttpClient.Builder ours() {
        return HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).followRedirects(HttpClient.Redirect.NEVER);
    }
}
