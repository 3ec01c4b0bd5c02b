package io.github.mailbearer.doctor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What the examinations before found. Immutable. */
final class Findings {

    static final Findings NONE = new Findings(Map.of());

    private final Map<String, Finding> byId;

    private Findings(Map<String, Finding> byId) {
        this.byId = byId;
    }

    Findings with(String id, Finding finding) {
        Map<String, Finding> all = new LinkedHashMap<>(byId);
        all.put(id, finding);
        return new Findings(all);
    }

    /** The first of the checks on which another one depends that keeps it from being done. */
    Optional<String> blocker(Set<String> needs) {
        return needs.stream()
                .filter(id -> byId.containsKey(id) && byId.get(id).blocking())
                .findFirst();
    }

    Status status(String id) {
        Finding finding = byId.get(id);
        return finding == null ? Status.SKIP : finding.status();
    }

    /** What one of them has left. */
    <T> Optional<T> left(Class<T> type) {
        return byId.values().stream()
                .map(Finding::result)
                .filter(Objects::nonNull)
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((earlier, later) -> later);
    }

    /** What one of them must have left, since others that would have are needed for this one. */
    <T> T required(Class<T> type) {
        return left(type).orElseThrow(() -> new IllegalStateException("no check before has left a " + type));
    }

    /** The connections that some of them have left open. */
    List<AutoCloseable> leftOpen() {
        return byId.values().stream()
                .map(Finding::open)
                .flatMap(Optional::stream)
                .toList();
    }
}
