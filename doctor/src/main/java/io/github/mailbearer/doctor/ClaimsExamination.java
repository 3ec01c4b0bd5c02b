package io.github.mailbearer.doctor;

import io.github.mailbearer.diagnosis.TokenClaims;

/** Looks at what the token says of itself, if it says anything. */
abstract class ClaimsExamination extends Examination {

    private final SetUp setUp;

    ClaimsExamination(SetUp setUp, String id, String title) {
        super(id, title, "7");
        this.setUp = setUp;
    }

    final SetUp setUp() {
        return setUp;
    }

    @Override
    final Finding examine(Findings known) {
        return known.left(TokenClaims.class)
                .map(claims -> examine(claims, known))
                .orElseGet(() -> Finding.notNeeded("The token says nothing of itself."));
    }

    abstract Finding examine(TokenClaims claims, Findings known);
}
