package io.github.mailbearer.diagnosis;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a diagnosis rests on, word by word as the servers said it: what Microsoft's support asks for, and never a token,
 * secret or code.
 */
public final class Evidence implements Serializable {

    private static final long serialVersionUID = 1L;

    static final String REPLY = "server reply";
    static final String BLOCK = "Exchange diagnostic block";
    static final String EXPLANATION = "server explanation";
    static final String ERROR = "OAuth error";
    static final String SUBERROR = "suberror";
    static final String AADSTS = "AADSTS";
    static final String HTTP_STATUS = "HTTP status";
    static final String CORRELATION = "correlation id";
    static final String TRACE = "trace id";
    static final String TIMESTAMP = "timestamp";

    /** Names and values. */
    @SuppressWarnings("serial") // always an unmodifiable LinkedHashMap
    private final Map<String, String> entries;

    private Evidence(Map<String, String> entries) {
        this.entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /**
     * Everything, for a report.
     *
     * @return names and values in a fixed order, immutable, perhaps empty; several values are separated by commas
     */
    public Map<String, String> entries() {
        return entries;
    }

    /**
     * The mail server's reply.
     *
     * @return the line as it was sent
     */
    public Optional<String> serverReply() {
        return get(REPLY);
    }

    /**
     * The block in brackets at the end of Exchange's replies: host, time and a number.
     *
     * @return what stands between the brackets
     */
    public Optional<String> diagnosticBlock() {
        return get(BLOCK);
    }

    /**
     * What the mail server explained before its reply (RFC 7628 section 3.2.2).
     *
     * @return the decoded JSON
     */
    public Optional<String> explanation() {
        return get(EXPLANATION);
    }

    /**
     * The identity provider's error code (RFC 6749 section 5.2).
     *
     * @return such as {@code invalid_client}
     */
    public Optional<String> oauthError() {
        return get(ERROR);
    }

    /**
     * Entra's numbers.
     *
     * @return such as 7000215, perhaps empty
     */
    public List<Integer> aadsts() {
        return get(AADSTS)
                .map(numbers -> Arrays.stream(numbers.split(", ", -1))
                        .map(Integer::valueOf)
                        .toList())
                .orElse(List.of());
    }

    /**
     * Entra's correlation id.
     *
     * @return the id
     */
    public Optional<String> correlationId() {
        return get(CORRELATION);
    }

    /**
     * Entra's trace id.
     *
     * @return the id
     */
    public Optional<String> traceId() {
        return get(TRACE);
    }

    private Optional<String> get(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    @Override
    public String toString() {
        return entries.toString();
    }

    /** Collects evidence without secrets; several values of one name are kept, the first of them first. */
    static final class Builder {

        private static final List<String> ORDER =
                List.of(REPLY, BLOCK, EXPLANATION, ERROR, SUBERROR, AADSTS, HTTP_STATUS, CORRELATION, TRACE, TIMESTAMP);
        private static final int MOST = 5;

        private final Map<String, List<String>> values = new LinkedHashMap<>();

        void put(String name, String value) {
            String printable = Printable.line(Redaction.of(value));
            List<String> present = values.computeIfAbsent(name, any -> new ArrayList<>());
            if (!printable.isEmpty() && !present.contains(printable) && present.size() < MOST) {
                present.add(printable);
            }
        }

        Evidence build() {
            Map<String, String> entries = new LinkedHashMap<>();
            for (String name : ORDER) {
                List<String> present = values.getOrDefault(name, List.of());
                if (!present.isEmpty()) {
                    entries.put(name, String.join(", ", present));
                }
            }
            return new Evidence(entries);
        }
    }
}
