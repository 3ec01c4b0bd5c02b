package io.github.mailbearer.testkit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A request for a token that reached {@link FakeEntra}, whole; only {@link #toString} leaves secrets out.
 *
 * @param path the path, which names the tenant
 * @param form the form parameters by name, secrets included, or those of the query of a managed identity
 * @param headers the headers; names are found in any case
 */
public record RecordedRequest(String path, Map<String, String> form, Map<String, List<String>> headers) {

    private static final Set<String> HARMLESS = Set.of("grant_type", "client_id", "scope", "client_assertion_type");

    /** Shows the path and the parameters, with {@code ***} for each that may be secret. */
    @Override
    public String toString() {
        return form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + (HARMLESS.contains(entry.getKey()) ? entry.getValue() : "***"))
                .collect(Collectors.joining("&", path + "?", ""));
    }
}
