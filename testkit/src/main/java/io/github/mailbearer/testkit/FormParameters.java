package io.github.mailbearer.testkit;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The encoding that bodies of forms and query strings share ({@code application/x-www-form-urlencoded}). */
final class FormParameters {

    private FormParameters() {}

    /** The parameters, the first of each name, or none if the encoding of one is broken. */
    static Map<String, String> parse(String text) {
        try {
            return decoded(text);
        } catch (IllegalArgumentException e) {
            return Map.of(); // A server that cannot read a body misses what should be in it.
        }
    }

    private static Map<String, String> decoded(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return Collections.unmodifiableMap(parameters);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    static String write(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
