package io.github.mailbearer.diagnosis;

/** Lays a diagnosis out for people, in lines of plain text. */
final class Report {

    private Report() {}

    static String of(Diagnosis diagnosis) {
        StringBuilder report = new StringBuilder(diagnosis.summary());
        if (diagnosis.isRecognised()) {
            report.append("\n  ")
                    .append(diagnosis.id())
                    .append(", ")
                    .append(diagnosis.kind().word());
            report.append("; try again: ").append(diagnosis.retry());
        }
        if (!diagnosis.causes().isEmpty()) {
            report.append("\nCauses, the likeliest first:");
            for (Cause cause : diagnosis.causes()) {
                report.append("\n  - ").append(cause.text());
                switch (cause.likelihood()) {
                    case CONFIRMED -> report.append(" (confirmed)");
                    case RULED_OUT -> report.append(" (ruled out)");
                    case POSSIBLE -> {}
                }
            }
        }
        report.append("\nWhat to do:");
        for (int i = 0; i < diagnosis.remedies().size(); i++) {
            Remedy remedy = diagnosis.remedies().get(i);
            report.append("\n  ").append(i + 1).append(". ").append(remedy.text());
            remedy.commands().forEach(command -> report.append("\n       ").append(command));
        }
        if (!diagnosis.evidence().entries().isEmpty()) {
            report.append("\nEvidence:");
            diagnosis
                    .evidence()
                    .entries()
                    .forEach((name, value) ->
                            report.append("\n  ").append(name).append(": ").append(value));
        }
        diagnosis.links().forEach(link -> report.append("\nSee ").append(link));
        return report.toString();
    }
}
