package io.github.mailbearer.msal;

import com.microsoft.aad.msal4j.HttpMethod;
import com.microsoft.aad.msal4j.HttpRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where Azure hands out the tokens of managed identities: beside the machine, without TLS, and so never through a proxy nor
 * further away.
 */
final class IdentityEndpoint {

    /** Where App Service, Container Apps, Arc and Cloud Shell say that their endpoint is. */
    private static final List<String> VARIABLES = List.of("IDENTITY_ENDPOINT", "MSI_ENDPOINT");

    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}|\\[[0-9a-fA-F:]+]");

    private final BoundedHttp http;
    private final Map<String, String> environment;
    private final @Nullable LoopbackEndpoint loopback;

    IdentityEndpoint(BoundedHttp http, Map<String, String> environment, @Nullable LoopbackEndpoint loopback) {
        this.http = http;
        this.environment = environment;
        this.loopback = loopback;
    }

    /** Sends what MSAL wants sent and waits for the answer. */
    TokenAnswer send(HttpRequest request) throws IOException, InterruptedException {
        java.net.http.HttpRequest.Builder outgoing = java.net.http.HttpRequest.newBuilder(target(request.url()));
        request.headers().forEach(outgoing::setHeader);
        if (request.httpMethod() == HttpMethod.POST) {
            outgoing.POST(BodyPublishers.ofString(request.body() == null ? "" : request.body()));
        }
        return http.send(outgoing);
    }

    /** Where to send the request for a URL of MSAL's, which has it from environment variables. */
    URI target(URL wanted) throws IOException {
        URI uri = URI.create(wanted.toExternalForm());
        if (!isNear(uri.getHost()) && !isNamed(uri)) {
            throw new IOException("MSAL wanted to ask " + uri.getAuthority()
                    + ", which is neither on this machine nor beside it nor the IDENTITY_ENDPOINT of the environment:"
                    + " look for AZURE_POD_IDENTITY_AUTHORITY_HOST in the environment");
        }
        return loopback == null ? uri : loopback.resolve(wanted.getFile());
    }

    private static boolean isNear(@Nullable String host) throws IOException {
        if ("localhost".equals(host)) {
            return true;
        }
        if (host == null || !ADDRESS.matcher(host).matches()) {
            return false;
        }
        InetAddress address = InetAddress.getByName(host); // no look-up for the literal that it is
        return address.isLinkLocalAddress() || address.isLoopbackAddress();
    }

    private boolean isNamed(URI uri) {
        return VARIABLES.stream()
                .map(environment::get)
                .anyMatch(
                        value -> value != null && value.startsWith(uri.getScheme() + "://" + uri.getAuthority() + "/"));
    }

    @Override
    public String toString() {
        return loopback == null ? "Azure's endpoint for managed identities" : loopback.toString();
    }
}
