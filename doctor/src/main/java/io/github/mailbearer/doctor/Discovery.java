package io.github.mailbearer.doctor;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the identity provider says of itself (OpenID Connect Discovery 1.0), and by which clock.
 *
 * @param proxy the proxy on the way; empty if there is none
 * @param status the HTTP status
 * @param contentType what the answer says it is
 * @param body the beginning of the answer
 * @param members the document; empty if the answer is no JSON object
 * @param date when it was answered, by the provider's clock
 * @param askedAt when the answer was there, by ours
 */
record Discovery(
        URI uri,
        String proxy,
        int status,
        String contentType,
        String body,
        Map<String, Object> members,
        @Nullable Instant date,
        Instant askedAt) {

    private static final int LONGEST = 100_000;

    /** Asks for the document of a tenant. */
    static Discovery of(SetUp setUp, URI authority, String tenant) throws IOException, InterruptedException {
        URI uri = URI.create(authority + "/" + tenant + "/v2.0/.well-known/openid-configuration");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(setUp.patience())
                .version(HttpClient.Version.HTTP_1_1)
                .header("Accept", "application/json")
                .build();
        HttpClient client = client(setUp);
        HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
        String body;
        try (InputStream in = response.body()) {
            body = new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
        }
        return new Discovery(
                uri,
                proxy(client, uri),
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse("nothing"),
                body,
                object(body).orElse(Map.of()),
                response.headers()
                        .firstValue("Date")
                        .flatMap(Discovery::instant)
                        .orElse(null),
                setUp.settings().clock.instant());
    }

    private static HttpClient client(SetUp setUp) {
        HttpClient given = setUp.settings().http;
        if (given != null) {
            return given;
        }
        HttpClient.Builder own = HttpClient.newBuilder().connectTimeout(setUp.patience());
        if (setUp.settings().loopbackEndpoint != null) {
            own.proxy(HttpClient.Builder.NO_PROXY);
        }
        return own.build();
    }

    private static String proxy(HttpClient client, URI uri) {
        ProxySelector selector = client.proxy().orElseGet(ProxySelector::getDefault);
        return selector == null // the JDK's way of saying that there are no proxies at all
                ? ""
                : selector.select(uri).stream()
                        .filter(proxy -> proxy.type() != Proxy.Type.DIRECT)
                        .map(proxy -> String.valueOf(proxy.address()))
                        .findFirst()
                        .orElse("");
    }

    String member(String name) {
        Object value = members.get(name);
        return value instanceof String text ? text : "";
    }

    /** How far our clock is ahead; negative if it is behind. */
    Optional<Duration> skew() {
        return Optional.ofNullable(date).map(theirs -> Duration.between(theirs, askedAt));
    }

    private static Optional<Instant> instant(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The parser quotes what it reads, so its exception is dropped. */
    private static Optional<Map<String, Object>> object(String text) {
        try (JsonReader reader = JsonProviders.createReader(text)) {
            return reader.nextToken() == JsonToken.START_OBJECT
                    ? Optional.ofNullable(reader.readMap(JsonReader::readUntyped))
                    : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
