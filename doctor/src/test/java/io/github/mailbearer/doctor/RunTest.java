package io.github.mailbearer.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.mailbearer.AccessToken;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What fails keeps others from being looked at only if they rest on it, and nothing holds a run up. */
@Timeout(20)
class RunTest {

    private static final Consumer<Check> NOBODY = check -> {};

    @Test
    void skipsWhatRestsOnAFailureAndNothingElse() {
        Report report = run(
                found("a", Finding.fail("wrong", "mend it")),
                found("b", Finding.pass("right"), "a"),
                found("c", Finding.pass("right"), "b"),
                found("d", Finding.pass("right")));

        assertThat(report.checks())
                .extracting(Check::status)
                .containsExactly(Status.FAIL, Status.SKIP, Status.SKIP, Status.PASS);
        assertThat(report.check("b").summary()).contains("check a failed");
        assertThat(report.check("c").summary()).contains("check b was not");
        assertThat(report.worst()).isEqualTo(Status.FAIL);
    }

    @Test
    void goesOnAfterAWarningAndAfterWhatThereIsNoNeedFor() {
        Report report = run(
                found("a", Finding.warn("odd", "look at it")),
                found("b", Finding.notNeeded("not here")),
                found("c", Finding.pass("right"), "a", "b"));

        assertThat(report.check("c").status()).isEqualTo(Status.PASS);
        assertThat(report.worst()).isEqualTo(Status.WARN);
    }

    @Test
    void aFailureMayLetOthersGoOn() {
        Report report = run(
                found("a", Finding.fail("wrong, it seems", "mend it").butGoOn()),
                found("b", Finding.pass("right"), "a"));

        assertThat(report.check("b").status()).isEqualTo(Status.PASS);
    }

    @Test
    void whatIsThrownIsAFailureWithAdvice() {
        Report report = run(examination("a", () -> {
            throw new IOException("the cable is gone");
        }));

        assertThat(report.check("a").status()).isEqualTo(Status.FAIL);
        assertThat(report.check("a").evidence()).containsEntry("exception", "the cable is gone");
        assertThat(report.check("a").advice()).isNotEmpty();
    }

    @Test
    void whatNeverEndsIsLeftBehind() {
        CountDownLatch never = new CountDownLatch(1);

        Report report = run(
                examination("a", () -> {
                    never.await();
                    return Finding.pass("at last");
                }),
                found("b", Finding.pass("right")));

        assertThat(report.check("a").status()).isEqualTo(Status.FAIL);
        assertThat(report.check("a").evidence()).containsEntry("waited for", "title of a");
        assertThat(report.check("b").status()).isEqualTo(Status.PASS);
    }

    @Test
    void theWholeRunHasAnEnd() {
        DoctorSettings.Builder hurried = settings().limits(Duration.ofSeconds(5), Duration.ofMillis(100));
        CountDownLatch never = new CountDownLatch(1);

        Report report = run(
                hurried,
                NOBODY,
                examination("a", () -> {
                    never.await();
                    return Finding.pass("at last");
                }),
                found("b", Finding.pass("right")));

        assertThat(report.check("a").status()).isEqualTo(Status.FAIL);
        assertThat(report.check("b").summary()).contains("100 ms were over");
    }

    @Test
    void anInterruptionEndsTheRunAndIsPassedOn() {
        Report report;
        boolean interrupted;
        Thread.currentThread().interrupt();
        try {
            report = run(found("a", Finding.pass("right")), found("b", Finding.pass("right")));
        } finally {
            interrupted = Thread.interrupted();
        }

        assertThat(interrupted).isTrue();
        assertThat(report.checks()).extracting(Check::status).containsOnly(Status.SKIP);
        assertThat(report.check("b").summary()).contains("interrupted");
        assertThat(report.worst()).isEqualTo(Status.WARN);
    }

    @Test
    void aRunWithoutTimeForAllHasNotPassed() {
        Report report = run(
                settings().limits(Duration.ofSeconds(5), Duration.ofNanos(1)),
                NOBODY,
                found("a", Finding.pass("right")));

        assertThat(report.check("a").status()).isEqualTo(Status.SKIP);
        assertThat(report.worst()).isEqualTo(Status.WARN);
    }

    @Test
    void endsOnAFailureThatIsItsOwnCause() {
        IllegalStateException first = new IllegalStateException("first");
        first.initCause(new IOException("second", first));

        Report report = assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> run(examination("a", () -> {
                    throw first;
                })));

        assertThat(report.check("a").summary()).contains("first").contains("second");
    }

    @Test
    void endsOnAFailureThatCannotSayWhatItIs() {
        Report report = run(
                examination("a", () -> {
                    throw new Mute();
                }),
                found("b", Finding.pass("right")));

        assertThat(report.check("a").status()).isEqualTo(Status.FAIL);
        assertThat(report.check("a").summary()).contains(Mute.class.getName());
        assertThat(report.check("a").advice()).isNotEmpty();
        assertThat(report.check("b").status()).isEqualTo(Status.PASS);
    }

    @Test
    void closesWhatIsOpenedTooLate() throws InterruptedException {
        CountDownLatch late = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        AutoCloseable connection = closed::countDown;

        Report report = run(examination("a", () -> {
            awaitStubbornly(late);
            return Finding.pass("at last").leaving(connection);
        }));
        late.countDown();

        assertThat(report.check("a").status()).isEqualTo(Status.FAIL);
        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void waitsForNoFarewells() {
        CountDownLatch never = new CountDownLatch(1);
        AutoCloseable deaf = () -> awaitStubbornly(never);

        Report report = assertTimeoutPreemptively(
                Duration.ofSeconds(6),
                () -> run(
                        settings().limits(Duration.ofSeconds(10), Duration.ofSeconds(90)),
                        NOBODY,
                        found("a", Finding.pass("right").leaving(deaf)),
                        found("b", Finding.pass("right").leaving(deaf))));

        never.countDown();
        assertThat(report.worst()).isEqualTo(Status.PASS);
    }

    /** As a connection waits, which no interruption ends. */
    private static void awaitStubbornly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                continue;
            }
        }
    }

    private static final class Mute extends Exception {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("not even that");
        }
    }

    @Test
    void leavesNoConnectionOpen() {
        List<String> closed = new ArrayList<>();
        AutoCloseable one = () -> closed.add("one");
        AutoCloseable broken = () -> {
            throw new IOException("gone already");
        };

        run(
                found("a", Finding.pass("right").leaving(broken)),
                found("b", Finding.pass("right").leaving(one)));

        assertThat(closed).containsExactly("one");
    }

    @Test
    void leavesNoConnectionOpenWhenTheListenerFails() {
        List<String> closed = new ArrayList<>();
        AutoCloseable one = () -> closed.add("one");
        IllegalStateException fault = new IllegalStateException("the listener's own");

        Throwable thrown = catchThrowable(() -> run(
                settings(),
                check -> {
                    throw fault;
                },
                found("a", Finding.pass("right").leaving(one))));

        assertThat(thrown).isSameAs(fault);
        assertThat(closed).containsExactly("one");
    }

    private interface Work {
        Finding done() throws Exception;
    }

    private static Examination examination(String id, Work work, String... needs) {
        return new Examination(id, "title of " + id, needs) {
            @Override
            Finding examine(Findings known) throws Exception {
                return work.done();
            }
        };
    }

    private static Examination found(String id, Finding finding, String... needs) {
        return examination(id, () -> finding, needs);
    }

    private static DoctorSettings.Builder settings() {
        return DoctorSettings.builder()
                .mailbox(Surroundings.MAILBOX)
                .accessToken(AccessToken.of("token", Instant.MAX))
                .limits(Duration.ofMillis(500), Duration.ofSeconds(10));
    }

    private static Report run(Examination... examinations) {
        return run(settings(), NOBODY, examinations);
    }

    private static Report run(DoctorSettings.Builder settings, Consumer<Check> listener, Examination... examinations) {
        return new Run("12345678", new SetUp(settings.build()), List.of(examinations), listener).report();
    }
}
