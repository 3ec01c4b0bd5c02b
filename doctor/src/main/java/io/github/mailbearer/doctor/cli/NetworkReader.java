package io.github.mailbearer.doctor.cli;

import io.github.mailbearer.doctor.DoctorSettings;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** Reads how the servers are reached: by which proxy, and whose certificates are trusted. */
final class NetworkReader {

    private static final Pattern PROXY = Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:]+]):([1-9]\\d{0,4})");

    private final Given given;

    NetworkReader(Given given) {
        this.given = given;
    }

    void applyTo(DoctorSettings.Builder settings) {
        Optional<SSLContext> trust = given.value(Option.TRUST_STORE)
                .map(file -> TrustStore.read(
                        file.name(),
                        file.text(),
                        given.value(Option.TRUST_STORE_PASSWORD_FILE)
                                .map(password -> SmallFile.value(password.name(), password.text()))
                                .orElse("changeit")));
        Optional<ProxySelector> proxy = given.value(Option.PROXY).map(NetworkReader::proxy);
        trust.ifPresent(settings::sslContext);
        if (trust.isPresent() || proxy.isPresent()) {
            HttpClient.Builder http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5));
            trust.ifPresent(http::sslContext);
            proxy.ifPresent(http::proxy);
            settings.http(http.build());
        }
    }

    private static ProxySelector proxy(Given.Value value) {
        Matcher matcher = PROXY.matcher(value.text());
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65535) {
            throw new UsageException(value.name() + " is no proxy: give host and port, such as proxy.contoso.com:8080");
        }
        return ProxySelector.of(new InetSocketAddress(matcher.group(1), Integer.parseInt(matcher.group(2))));
    }
}
