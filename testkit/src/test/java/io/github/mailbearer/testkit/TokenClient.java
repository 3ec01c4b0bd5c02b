package io.github.mailbearer.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks a fake Entra for tokens with {@code java.net.http}. */
final class TokenClient {

    private final HttpClient http = HttpClient.newHttpClient();
    private final FakeEntra entra;

    TokenClient(FakeEntra entra) {
        this.entra = entra;
    }

    /** The parameters of a good request, to be changed at will. */
    Map<String, String> form() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", entra.clientId());
        form.put("client_secret", entra.clientSecret());
        form.put("scope", "https://outlook.office365.com/.default");
        return form;
    }

    HttpResponse<String> post(Map<String, String> form) throws IOException, InterruptedException {
        return post(entra.tokenEndpoint(), form);
    }

    HttpResponse<String> post(URI endpoint, Map<String, String> form) throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return http.send(
                HttpRequest.newBuilder(endpoint)
                        .timeout(Duration.ofSeconds(10))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(entra.uri() + path))
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
