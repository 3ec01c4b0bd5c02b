package io.github.mailbearer.doctor.cli;

import io.github.mailbearer.diagnosis.AdminScript;
import io.github.mailbearer.diagnosis.Place;
import io.github.mailbearer.doctor.DoctorSettings;
import io.github.mailbearer.doctor.MailDoctor;
import io.github.mailbearer.doctor.Profile;
import io.github.mailbearer.doctor.Report;
import io.github.mailbearer.doctor.Status;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Set;

/** {@code check}: runs the doctor and shows what comes of it. */
final class CheckCommand {

    private final Given given;
    private final Surroundings surroundings;

    CheckCommand(Given given, Surroundings surroundings) {
        this.given = given;
        this.surroundings = surroundings;
    }

    int run() {
        if (given.has(Option.JSON) && given.has(Option.SCRIPT)) {
            throw new UsageException("--json and --script are both given: give one of them");
        }
        Paint paint = Paint.of(given, surroundings);
        SettingsReader reader = new SettingsReader(given, surroundings);
        Profile profile = reader.profile();
        if (given.has(Option.SCRIPT) && !isExchange(profile)) {
            throw new UsageException(
                    "--script is given, and at " + profile + " nobody administers Exchange: leave it away");
        }
        DoctorSettings settings = reader.settings();
        MailDoctor doctor = MailDoctor.of(settings);
        PrintStream out = surroundings.out();
        Report report;
        if (given.has(Option.JSON)) {
            report = doctor.run();
            out.println(JsonReport.of(report, exitCode(report)));
        } else if (given.has(Option.SCRIPT)) {
            report = doctor.run();
            Place place = Place.valueOf(given.protocol().toUpperCase(Locale.ROOT));
            out.print(AdminScript.of(report.facts(), Set.of(place)).text());
        } else {
            TextReport text = new TextReport(out, paint, given.has(Option.VERBOSE));
            text.begin(reader.description());
            report = doctor.run(text::add);
            text.end(report, isExchange(profile));
        }
        out.flush();
        return exitCode(report);
    }

    private static boolean isExchange(Profile profile) {
        return profile.cloud().isPresent() && profile != Profile.OUTLOOK_COM;
    }

    private static int exitCode(Report report) {
        Status worst = report.worst();
        return worst == Status.FAIL ? 2 : worst == Status.WARN ? 1 : 0;
    }
}
