package io.github.mailbearer.doctor;

import io.github.mailbearer.diagnosis.Diagnosis;
import io.github.mailbearer.diagnosis.Remedy;
import io.github.mailbearer.doctor.text.Printable;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What an examination found, and what it leaves to those that depend on it.
 *
 * @param blocking whether those that depend on it are skipped
 * @param result what others need of it, such as an open connection
 */
record Finding(
        Status status,
        String summary,
        Map<String, String> evidence,
        List<Remedy> advice,
        List<URI> links,
        boolean blocking,
        @Nullable Diagnosis diagnosis,
        @Nullable Object result) {

    private static Finding of(Status status, String summary, boolean blocking, List<Remedy> advice) {
        return new Finding(
                status, Printable.excerpt(summary), Map.of(), List.copyOf(advice), List.of(), blocking, null, null);
    }

    static Finding pass(String summary) {
        return of(Status.PASS, summary, false, List.of());
    }

    static Finding warn(String summary, Remedy... advice) {
        return of(Status.WARN, summary, false, List.of(advice));
    }

    static Finding warn(String summary, String advice) {
        return warn(summary, Remedy.of(advice, List.of()));
    }

    static Finding fail(String summary, Remedy... advice) {
        return of(Status.FAIL, summary, true, List.of(advice));
    }

    static Finding fail(String summary, String advice) {
        return fail(summary, Remedy.of(advice, List.of()));
    }

    /** There is nothing to look at, and nothing is wrong with that. */
    static Finding notNeeded(String why) {
        return of(Status.SKIP, why, false, List.of());
    }

    /** It could not be looked at. */
    static Finding blocked(String why) {
        return of(Status.SKIP, why, true, List.of());
    }

    /** Whether it could not be looked at, though there is something to look at. */
    boolean isUnknown() {
        return status == Status.SKIP && blocking;
    }

    static Finding diagnosed(Diagnosis diagnosis) {
        return new Finding(
                Status.FAIL,
                Printable.excerpt(diagnosis.summary()),
                Map.of(),
                diagnosis.remedies(),
                diagnosis.links(),
                true,
                diagnosis,
                null);
    }

    /** Adds what the finding rests on; what is unknown is left out. */
    Finding with(String name, @Nullable Object value) {
        String printable = value == null ? "" : Printable.excerpt(value.toString());
        if (printable.isEmpty()) {
            return this;
        }
        Map<String, String> all = new LinkedHashMap<>(evidence);
        all.put(name, printable);
        return withEvidence(all);
    }

    Finding with(Map<String, String> more) {
        Finding finding = this;
        for (Map.Entry<String, String> each : more.entrySet()) {
            finding = finding.with(each.getKey(), each.getValue());
        }
        return finding;
    }

    private Finding withEvidence(Map<String, String> all) {
        return new Finding(
                status, summary, Collections.unmodifiableMap(all), advice, links, blocking, diagnosis, result);
    }

    Finding leaving(Object what) {
        return new Finding(status, summary, evidence, advice, links, blocking, diagnosis, what);
    }

    /** What it holds open. */
    Optional<AutoCloseable> open() {
        return result instanceof AutoCloseable open ? Optional.of(open) : Optional.empty();
    }

    /** Wrong, but what depends on it is looked at all the same: the server has the last word. */
    Finding butGoOn() {
        return new Finding(status, summary, evidence, advice, links, false, diagnosis, result);
    }

    /** The same in other words. */
    Finding reworded(UnaryOperator<String> words, UnaryOperator<Remedy> remedies) {
        Map<String, String> reworded = new LinkedHashMap<>();
        evidence.forEach((name, value) -> reworded.put(name, words.apply(value)));
        return new Finding(
                status,
                words.apply(summary),
                Collections.unmodifiableMap(reworded),
                advice.stream().map(remedies).toList(),
                links,
                blocking,
                diagnosis,
                result);
    }
}
