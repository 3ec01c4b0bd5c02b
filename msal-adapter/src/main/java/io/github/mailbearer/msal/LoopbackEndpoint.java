package io.github.mailbearer.msal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A server on this machine that plays Entra in tests.
 *
 * <p>Credentials travel to it without TLS. That nothing leaves the machine is checked twice: here by the form of the
 * address, and at each request by what the name resolves to, which is then the address connected to.
 */
final class LoopbackEndpoint {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|\\[::1]|127(?:\\.\\d{1,3}){3}");

    private final URI uri;
    private final Resolver resolver;

    private LoopbackEndpoint(URI uri, Resolver resolver) {
        this.uri = uri;
        this.resolver = resolver;
    }

    static LoopbackEndpoint of(URI uri) {
        return of(uri, InetAddress::getAllByName);
    }

    static LoopbackEndpoint of(URI uri, Resolver resolver) {
        String form = ": give an http address of this machine, such as http://127.0.0.1:8080; it is for tests only";
        if (!"http".equals(uri.getScheme())) {
            throw new IllegalArgumentException("loopbackEndpoint is not an http URI" + form);
        }
        if (uri.getHost() == null || !LOOPBACK.matcher(uri.getHost()).matches()) {
            throw new IllegalArgumentException("loopbackEndpoint is not on a loopback address" + form);
        }
        boolean bare = uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"));
        if (!bare) {
            throw new IllegalArgumentException("loopbackEndpoint has more than a host and a port" + form);
        }
        return new LoopbackEndpoint(uri, resolver);
    }

    /** Refuses a client that would hand the request, and the credential with it, to a proxy. */
    void checkDirect(HttpClient http) {
        ProxySelector selector = http.proxy().orElseGet(ProxySelector::getDefault);
        if (selector == null) { // the JDK's way of saying that there are no proxies at all
            return;
        }
        List<Proxy> proxies = selector.select(uri);
        if (proxies.stream().anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT)) {
            throw new IllegalArgumentException("http would send requests for loopbackEndpoint through a proxy: give an"
                    + " HttpClient built with proxy(HttpClient.Builder.NO_PROXY), or none");
        }
    }

    /** Where to send the request for a path, as a numeric address that is a loopback one now. */
    URI resolve(String path) throws IOException {
        InetAddress[] addresses = resolver.resolve(uri.getHost());
        for (InetAddress address : addresses) {
            if (!address.isLoopbackAddress()) {
                throw new IOException("loopbackEndpoint " + uri.getHost() + " resolves to " + address.getHostAddress()
                        + ", which is not this machine: mend the hosts file, or write 127.0.0.1");
            }
        }
        String literal = addresses[0].getHostAddress();
        String host = literal.contains(":") ? "[" + literal + "]" : literal;
        return URI.create("http://" + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + path);
    }

    @Override
    public String toString() {
        return uri.toString();
    }

    /** Looks a host name up, as {@link InetAddress#getAllByName} does. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws IOException;
    }
}
