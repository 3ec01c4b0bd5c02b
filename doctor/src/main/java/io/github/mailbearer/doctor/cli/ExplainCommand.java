package io.github.mailbearer.doctor.cli;

import io.github.mailbearer.diagnosis.Catalogue;
import io.github.mailbearer.diagnosis.Diagnosis;
import io.github.mailbearer.diagnosis.Facts;
import io.github.mailbearer.diagnosis.Redaction;
import io.github.mailbearer.diagnosis.Symptom;
import io.github.mailbearer.doctor.text.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/** {@code explain}: the diagnosis of what somebody pasted. */
final class ExplainCommand {

    private final Given given;
    private final Surroundings surroundings;

    ExplainCommand(Given given, Surroundings surroundings) {
        this.given = given;
        this.surroundings = surroundings;
    }

    /** Explains a file, or standard input if its name is empty. */
    int run(String file) {
        String text = Redaction.of(read(file));
        Diagnosis diagnosis = Diagnosis.of(Symptom.ofText(text), facts(), catalogue());
        int exitCode = diagnosis.isRecognised() ? 0 : 1;
        if (given.has(Option.JSON)) {
            surroundings.out().println(JsonReport.of(diagnosis, exitCode));
        } else {
            diagnosis.report().lines().map(Printable::line).forEach(surroundings.out()::println);
        }
        surroundings.out().flush();
        return exitCode;
    }

    private String read(String file) {
        if (file.isEmpty()) {
            try {
                return PastedText.read(surroundings.in());
            } catch (IOException e) {
                throw new UsageException(
                        "standard input cannot be read (" + e.getMessage() + "): name a file instead", e);
            }
        }
        try (InputStream in = Files.newInputStream(SmallFile.path("FILE", file))) {
            return PastedText.read(in);
        } catch (IOException e) {
            throw new UsageException(
                    "FILE cannot be read (" + e.getClass().getSimpleName()
                            + "): give a file that exists and that you may read",
                    e);
        }
    }

    private Facts facts() {
        Facts.Builder facts = Facts.builder();
        given.text(Option.MAILBOX).ifPresent(facts::mailbox);
        given.text(Option.TENANT).ifPresent(facts::tenantId);
        given.text(Option.CLIENT_ID).ifPresent(facts::clientId);
        return facts.build();
    }

    private Catalogue catalogue() {
        return given.text(Option.CATALOGUE)
                .map(file -> Catalogue.builtIn().extendedBy(SmallFile.path(Option.CATALOGUE.words(), file)))
                .orElseGet(Catalogue::builtIn);
    }
}
