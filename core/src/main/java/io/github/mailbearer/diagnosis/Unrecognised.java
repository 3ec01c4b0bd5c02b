package io.github.mailbearer.diagnosis;

import java.util.List;

/** What to say of a failure that the catalogue does not know: what to collect, and no guess. */
final class Unrecognised {

    private Unrecognised() {}

    static Diagnosis diagnosis(Symptom symptom) {
        return new Diagnosis(
                "",
                Kind.UNKNOWN,
                new Retry(Retry.Advice.AFTER_A_CHANGE, null, 0),
                "The failure is not recognised.",
                List.of(),
                List.of(new Remedy(
                        "Collect the whole exception with its causes, the server's own reply with its codes and the brackets"
                                + " at its end (mail.debug=true shows it, and no token), or the error with its AADSTS number,"
                                + " correlation id and trace id; then ask again with that.",
                        List.of())),
                symptom.evidence().build(),
                symptom.link().stream().toList());
    }
}
