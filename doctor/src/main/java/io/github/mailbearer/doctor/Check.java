package io.github.mailbearer.doctor;

import io.github.mailbearer.diagnosis.Diagnosis;
import io.github.mailbearer.diagnosis.Remedy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of one check. Immutable; holds no token, secret or code, and nothing from a server that would move a
 * terminal's cursor.
 */
public final class Check {

    private final String id;
    private final String title;
    private final Finding finding;
    private final Duration duration;

    Check(String id, String title, Finding finding, Duration duration) {
        this.id = id;
        this.title = title;
        this.finding = finding;
        this.duration = duration;
    }

    /**
     * The check's number, by which documentation and scripts know it.
     *
     * @return from {@code 0a} to {@code 15}
     */
    public String id() {
        return id;
    }

    /**
     * What was looked at.
     *
     * @return a few words
     */
    public String title() {
        return title;
    }

    /**
     * How it ended.
     *
     * @return the status
     */
    public Status status() {
        return finding.status();
    }

    /** Whether it was skipped though there is something to look at. */
    boolean isUnknown() {
        return finding.isUnknown();
    }

    /**
     * What was found, or why nothing was looked for.
     *
     * @return a sentence
     */
    public String summary() {
        return finding.summary();
    }

    /**
     * What the finding rests on.
     *
     * @return names and values in a fixed order, immutable; ids and addresses are masked unless
     *     {@link DoctorSettings.Builder#showIds} was set
     */
    public Map<String, String> evidence() {
        return finding.evidence();
    }

    /**
     * What to do.
     *
     * @return the remedies, the best first; at least one if the check failed or warns
     */
    public List<Remedy> advice() {
        return finding.advice();
    }

    /**
     * Where more is said.
     *
     * @return pages, perhaps none
     */
    public List<URI> links() {
        return finding.links();
    }

    /**
     * How long it took.
     *
     * @return the time; zero if it was skipped
     */
    public Duration duration() {
        return duration;
    }

    /**
     * The catalogue's diagnosis, if a server or the network said no. For programs: its texts hold ids and addresses as they
     * are, while those of this check are masked.
     *
     * @return the diagnosis
     */
    public Optional<Diagnosis> diagnosis() {
        @Nullable Diagnosis diagnosis = finding.diagnosis();
        return Optional.ofNullable(diagnosis);
    }

    @Override
    public String toString() {
        return status() + " " + id + " " + title + ": " + summary();
    }
}
