package io.github.mailbearer.doctor;

import io.github.mailbearer.diagnosis.TokenClaims;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** One after the other: does what is to be done, bounds it, and keeps what was found. */
final class Run {

    private static final int ID = 0x1000_0000;

    /** For all farewells together. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final String id;
    private final SetUp setUp;
    private final List<Examination> examinations;
    private final Consumer<? super Check> asEachEnds;
    private final Trouble trouble;
    private final long begin = System.nanoTime();
    private Findings known = Findings.NONE;
    private boolean interrupted;

    Run(String id, SetUp setUp, List<Examination> examinations, Consumer<? super Check> asEachEnds) {
        this.id = id;
        this.setUp = setUp;
        this.examinations = examinations;
        this.asEachEnds = asEachEnds;
        this.trouble = new Trouble(setUp);
    }

    /** An id that no other run has had lately: eight letters and digits. */
    static String newId() {
        return Integer.toHexString(ThreadLocalRandom.current().nextInt(ID, Integer.MAX_VALUE));
    }

    Report report() {
        Instant startedAt = setUp.settings().clock.instant();
        List<Check> checks = new ArrayList<>();
        try {
            for (Examination examination : examinations) {
                Check check = check(examination);
                checks.add(check);
                asEachEnds.accept(check);
            }
        } finally {
            close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return new Report(id, startedAt, since(begin), checks, setUp.facts(known));
    }

    private Check check(Examination examination) {
        long began = System.nanoTime();
        Finding finding = finding(examination);
        Duration took = finding.status() == Status.SKIP ? Duration.ZERO : since(began);
        known = known.with(examination.id(), finding);
        Masks masks = new Masks(
                setUp.settings().showIds,
                setUp.typed(),
                known.left(TokenClaims.class).stream().toArray(TokenClaims[]::new));
        return new Check(examination.id(), examination.title(), masks.applyTo(finding), took);
    }

    private Finding finding(Examination examination) {
        String blocker = known.blocker(examination.needs()).orElse(null);
        if (blocker != null) {
            return Finding.blocked(
                    known.status(blocker) == Status.FAIL
                            ? "Not looked at, because check " + blocker + " failed."
                            : "Not looked at, because check " + blocker + " was not.");
        }
        Duration left = setUp.settings().runLimit.minus(since(begin));
        if (interrupted || left.isNegative()) {
            return Finding.blocked(
                    interrupted
                            ? "Not looked at, because the run was interrupted."
                            : "Not looked at, because the run's " + Words.of(setUp.settings().runLimit)
                                    + " were over.");
        }
        Duration limit = setUp.settings().checkLimit;
        return bounded(examination, left.compareTo(limit) < 0 ? left : limit);
    }

    private Finding bounded(Examination examination, Duration limit) {
        Findings before = known;
        try {
            return Bounded.call(
                    () -> examined(examination, before),
                    limit,
                    late -> late.open().ifPresent(Run::close));
        } catch (ExecutionException e) {
            return trouble.of(Objects.requireNonNullElse(e.getCause(), e), before);
        } catch (TimeoutException e) {
            return Finding.fail(
                            "Nothing came of it within " + Words.of(limit) + ": waited for " + examination.waitsFor()
                                    + ".",
                            Trouble.silence())
                    .with("waited for", examination.waitsFor());
        } catch (InterruptedException e) {
            interrupted = true;
            return Finding.blocked("Not finished, because the run was interrupted.");
        }
    }

    /** What is thrown is explained within the same bounds: an exception's own methods may throw or never end, too. */
    private Finding examined(Examination examination, Findings before) {
        try {
            return examination.examine(before);
        } catch (Throwable failure) {
            return trouble.of(failure, before);
        }
    }

    /** Leaves the servers, none of which may hold us up: all hear a farewell, and not all are waited for. */
    private void close() {
        long began = System.nanoTime();
        List<Thread> leaving = known.leftOpen().stream().map(Run::leave).toList();
        try {
            for (Thread each : leaving) {
                each.join(Math.max(1, FAREWELL.minus(since(began)).toMillis()));
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
    }

    private static Thread leave(AutoCloseable open) {
        Thread thread = new Thread(() -> close(open), "mail-doctor");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void close(AutoCloseable open) {
        try {
            open.close();
        } catch (Exception e) {
            System.getLogger("io.github.mailbearer.doctor")
                    .log(System.Logger.Level.DEBUG, "A connection did not close in good order", e);
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
