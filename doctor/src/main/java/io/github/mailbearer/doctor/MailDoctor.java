package io.github.mailbearer.doctor;

import java.util.Objects;
import java.util.function.Consumer;

/**
 * Finds out why mail cannot be sent or read with OAuth 2.0, before the first message is lost.
 *
 * <p>It goes from what everything rests on to what rests on it: what was typed, the network, TLS, the identity provider,
 * the token, the sign-in, the mailbox, the sender. A check that fails skips those that depend on it and no others.
 *
 * <pre>{@code
 * Report report = MailDoctor.of(settings).run(check -> System.out.println(check));
 * report.firstFailure().ifPresent(check -> System.out.println(check.advice()));
 * }</pre>
 *
 * <p>It is careful: one connection to the mail server at a time, at most two sign-ins a run, no check longer than ten
 * seconds, no run longer than ninety. Nothing is sent unless {@link DoctorSettings.Builder#send} says so. Immutable; each
 * run stands for itself.
 */
public final class MailDoctor {

    private final DoctorSettings settings;

    private MailDoctor(DoctorSettings settings) {
        this.settings = settings;
    }

    /**
     * Makes a doctor for a set-up.
     *
     * @param settings the set-up
     * @return the doctor
     */
    public static MailDoctor of(DoctorSettings settings) {
        return new MailDoctor(Objects.requireNonNull(settings, "settings"));
    }

    /**
     * Looks at everything.
     *
     * @return what came of it; failures are in the report and never thrown
     */
    public Report run() {
        return run(check -> {});
    }

    /**
     * Looks at everything, and tells of each check as it ends.
     *
     * @param asEachEnds told on the calling thread, of the skipped ones too
     * @return what came of it. If the thread is interrupted, the checks that are left are skipped and its flag is set
     */
    public Report run(Consumer<? super Check> asEachEnds) {
        SetUp setUp = new SetUp(settings);
        String runId = Run.newId();
        return new Run(runId, setUp, Examinations.of(setUp, runId), asEachEnds).report();
    }

    @Override
    public String toString() {
        return "MailDoctor[" + settings + "]";
    }
}
