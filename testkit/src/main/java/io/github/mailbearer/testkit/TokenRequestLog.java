package io.github.mailbearer.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers the token requests that arrived, and lets a test wait for them. */
final class TokenRequestLog {

    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private final Changes changes = new Changes();

    void add(RecordedRequest request) {
        changes.make(() -> requests.add(request));
    }

    int count() {
        return requests.size();
    }

    int count(String grantType) {
        return Math.toIntExact(requests.stream()
                .filter(request -> grantType.equals(request.form().get("grant_type")))
                .count());
    }

    List<RecordedRequest> all() {
        return List.copyOf(requests);
    }

    void await(int count) {
        changes.await(() -> count() >= count, () -> count() + " of " + count + " token requests have arrived");
    }

    void clear() {
        requests.clear();
    }
}
