package io.github.mailbearer.doctor.cli;

import io.github.mailbearer.diagnosis.Remedy;
import io.github.mailbearer.doctor.Check;
import io.github.mailbearer.doctor.Report;
import io.github.mailbearer.doctor.Status;
import io.github.mailbearer.doctor.text.Printable;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows a run to people: a line for each check as it ends, with what to do about the first that failed, and a summary. */
final class TextReport {

    private static final String INDENT = " ".repeat(10);

    /** Of longer evidence the beginning tells; all of it is in JSON, and here if asked for. */
    private static final int LONGEST_EVIDENCE = 300;

    private final PrintStream out;
    private final Paint paint;
    private final boolean verbose;
    private boolean failed;

    TextReport(PrintStream out, Paint paint, boolean verbose) {
        this.out = out;
        this.paint = paint;
        this.verbose = verbose;
    }

    void begin(String what) {
        out.println(Printable.line("Mailbearer doctor " + Program.version() + ": " + what));
        out.println();
        out.flush();
    }

    void add(Check check) {
        out.println(paint.of(check.status(), String.format("%-4s  %-3s", check.status(), check.id())) + " "
                + Printable.line(check.title() + ": " + check.summary())
                + (verbose && check.status() != Status.SKIP ? " (" + seconds(check.duration()) + ")" : ""));
        boolean notable = check.status() == Status.FAIL || check.status() == Status.WARN;
        if (verbose || notable) {
            check.evidence()
                    .forEach((name, value) -> out.println(INDENT + Printable.line(name + ": " + bounded(value))));
        }
        if (notable) {
            boolean whole = verbose || (check.status() == Status.FAIL && !failed);
            advice(
                    whole || check.advice().isEmpty()
                            ? check.advice()
                            : check.advice().subList(0, 1));
            check.links().forEach(link -> out.println(INDENT + Printable.line("See " + link)));
            failed |= check.status() == Status.FAIL;
        }
        out.flush();
    }

    private String bounded(String value) {
        return verbose || value.length() <= LONGEST_EVIDENCE ? value : value.substring(0, LONGEST_EVIDENCE) + "…";
    }

    private void advice(List<Remedy> remedies) {
        for (int i = 0; i < remedies.size(); i++) {
            String number = remedies.size() == 1 ? "-> " : i + 1 + ". ";
            out.println(INDENT + number + Printable.line(remedies.get(i).text()));
            remedies.get(i)
                    .commands()
                    .forEach(command -> out.println(INDENT + "   " + paint.command(Printable.line(command))));
        }
    }

    void end(Report report, boolean exchange) {
        List<String> counts = new ArrayList<>();
        count(report, Status.PASS, "passed", counts);
        count(report, Status.WARN, "warned", counts);
        count(report, Status.FAIL, "failed", counts);
        count(report, Status.SKIP, "skipped", counts);
        out.println();
        out.println(paint.of(report.worst(), report.worst().toString()) + ": " + String.join(", ", counts) + ", in "
                + seconds(report.duration()) + ". Run " + report.runId() + ".");
        report.firstFailure()
                .ifPresent(check -> out.println(
                        Printable.line("Begin with " + check.id() + ", " + check.title() + ": " + check.summary())));
        if (exchange && report.worst() != Status.PASS) {
            out.println("For the administrator of Exchange: the same command with --script.");
        }
        out.flush();
    }

    private static void count(Report report, Status status, String word, List<String> counts) {
        long count = report.checks().stream()
                .filter(check -> check.status() == status)
                .count();
        if (count > 0) {
            counts.add(count + " " + word);
        }
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
