package io.github.mailbearer.doctor;

import io.github.mailbearer.diagnosis.Facts;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What came of all checks of one run. Immutable. */
public final class Report {

    private final String runId;
    private final Instant startedAt;
    private final Duration duration;
    private final List<Check> checks;
    private final Facts facts;

    Report(String runId, Instant startedAt, Duration duration, List<Check> checks, Facts facts) {
        this.runId = runId;
        this.startedAt = startedAt;
        this.duration = duration;
        this.checks = List.copyOf(checks);
        this.facts = facts;
    }

    /**
     * The run's own id, which stands in the subject of its test mail.
     *
     * @return eight letters and digits
     */
    public String runId() {
        return runId;
    }

    /**
     * When the run began.
     *
     * @return the time by this machine's clock
     */
    public Instant startedAt() {
        return startedAt;
    }

    /**
     * How long the run took.
     *
     * @return the time
     */
    public Duration duration() {
        return duration;
    }

    /**
     * All checks, the skipped ones too.
     *
     * @return the checks in their order
     */
    public List<Check> checks() {
        return checks;
    }

    /**
     * One check.
     *
     * @param id its number, such as {@code 8b}
     * @return the check
     * @throws IllegalArgumentException if there is none of that number
     */
    public Check check(String id) {
        return checks.stream()
                .filter(check -> check.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("id is \"" + id + "\": give one of "
                        + checks.stream().map(Check::id).collect(Collectors.joining(", "))));
    }

    /**
     * The check to begin with: checks go from what everything rests on to what rests on it.
     *
     * @return the first that failed, or empty if none did
     */
    public Optional<Check> firstFailure() {
        return checks.stream().filter(check -> check.status() == Status.FAIL).findFirst();
    }

    /**
     * The worst that any check ended with. One that there was no need for counts for nothing; one that was not looked at,
     * because the run was interrupted or its time was over, counts as a warning.
     *
     * @return {@code FAIL}, {@code WARN} or {@code PASS}
     */
    public Status worst() {
        return checks.stream()
                .filter(check -> check.status() != Status.SKIP || check.isUnknown())
                .map(check -> check.isUnknown() ? Status.WARN : check.status())
                .max(Comparator.naturalOrder())
                .orElse(Status.PASS);
    }

    /**
     * What is known of the set-up after the run, the token's claims among it, for
     * {@link io.github.mailbearer.diagnosis.Diagnosis} and scripts: ids and addresses are as they are.
     *
     * @return the facts
     */
    public Facts facts() {
        return facts;
    }

    /** A line for each check. */
    @Override
    public String toString() {
        return checks.stream().map(Check::toString).collect(Collectors.joining("\n"));
    }
}
