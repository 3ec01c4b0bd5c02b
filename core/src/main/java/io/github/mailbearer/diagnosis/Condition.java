package io.github.mailbearer.diagnosis;

import java.util.List;

/**
 * When an entry of the catalogue applies: all of its terms must hold, those about the symptom for certain.
 *
 * @param source the condition as it is written
 * @param seen the terms about what is seen
 * @param known the terms about the set-up, of which nothing may be known
 */
record Condition(String source, List<Term> seen, List<Term> known) {

    /** How much the condition tells if it holds, or 0 if it does not hold for certain. */
    int score(Symptom symptom, Facts facts) {
        int score = 0;
        for (Term term : seen) {
            Truth truth = term.test().of(symptom, facts);
            if (truth == Truth.FALSE) {
                return 0;
            }
            score += truth == Truth.TRUE ? term.weight() : 0;
        }
        return known(symptom, facts) == Truth.TRUE
                ? score + known.stream().mapToInt(Term::weight).sum()
                : 0;
    }

    /** What the facts alone say. */
    Truth known(Symptom symptom, Facts facts) {
        return all(known, symptom, facts);
    }

    /** What the facts and what is seen say together. */
    Truth truth(Symptom symptom, Facts facts) {
        return known(symptom, facts).and(all(seen, symptom, facts));
    }

    private static Truth all(List<Term> terms, Symptom symptom, Facts facts) {
        Truth all = Truth.TRUE;
        for (Term term : terms) {
            all = all.and(term.test().of(symptom, facts));
        }
        return all;
    }
}
