package io.github.mailbearer.testkit;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** {@return the claims that the request asks for, as JSON: the answer to a claims challenge, or capabilities} */
    public Optional<String> claims() {
        return Optional.ofNullable(form.get("claims"));
    }

    /** {@return what the client says it is able to do, such as {@code cp1} for claims challenges} */
    public List<String> clientCapabilities() {
        try {
            Object claims = JSONObjectUtils.parse(claims().orElse("{}"));
            for (String member : List.of("access_token", "xms_cc", "values")) {
                claims = claims instanceof Map<?, ?> object ? object.get(member) : null;
            }
            return claims instanceof List<?> values
                    ? values.stream().map(String::valueOf).toList()
                    : List.of();
        } catch (ParseException e) {
            return List.of(); // What is not JSON names no capabilities.
        }
    }

    /** Shows the path and the parameters, with {@code ***} for each that may be secret. */
    @Override
    public String toString() {
        return form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + (HARMLESS.contains(entry.getKey()) ? entry.getValue() : "***"))
                .collect(Collectors.joining("&", path + "?", ""));
    }
}
