package io.github.mailbearer.testkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An HTTP/1.1 request as it came over the wire; {@code headers} are found in any case. */
record HttpRequest(String method, String path, String query, Map<String, List<String>> headers, String body) {

    private static final int MOST_HEADERS = 200;

    /** The request line and headers, or {@code null} if the client sent none; the body is still to be read. */
    static @Nullable HttpRequest readHead(LineReader in) throws IOException {
        String requestLine = in.readLine();
        if (requestLine == null) {
            return null;
        }
        String[] parts = requestLine.split(" ", -1);
        if (parts.length != 3) {
            throw new IOException("not an HTTP request line");
        }
        String[] target = parts[1].split("\\?", 2);
        return new HttpRequest(parts[0], target[0], target.length == 2 ? target[1] : "", readHeaders(in), "");
    }

    private static Map<String, List<String>> readHeaders(LineReader in) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < MOST_HEADERS; i++) {
            String line = in.readLine();
            if (line == null || line.isEmpty()) {
                headers.replaceAll((name, values) -> List.copyOf(values));
                return Collections.unmodifiableMap(headers);
            }
            int colon = Math.max(line.indexOf(':'), 0);
            headers.computeIfAbsent(line.substring(0, colon).strip(), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        throw new IOException("more than " + MOST_HEADERS + " headers");
    }

    HttpRequest withBody(String text) {
        return new HttpRequest(method, path, query, headers, text);
    }

    /** Path and query, as a form that comes back here names them. */
    String target() {
        return query.isEmpty() ? path : path + "?" + query;
    }

    Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** The parameters of a form body, the first of each name, or none if the encoding of one is broken. */
    Map<String, String> form() {
        return FormParameters.parse(body);
    }
}
