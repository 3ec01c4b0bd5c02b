package io.github.mailbearer.diagnosis;

import java.util.List;

/**
 * A cause or remedy of an entry that what is seen and known may speak for or against.
 *
 * @param <T> what it is
 * @param value the cause or remedy
 * @param conditions when it applies: one of them must hold; none if nothing speaks for or against it
 */
record Ranked<T>(T value, List<Condition> conditions) {

    /** Whether it applies. */
    Truth applies(Symptom symptom, Facts facts) {
        Truth best = conditions.isEmpty() ? Truth.UNKNOWN : Truth.FALSE;
        for (Condition condition : conditions) {
            Truth truth = condition.truth(symptom, facts);
            if (truth == Truth.TRUE) {
                return Truth.TRUE;
            }
            best = truth == Truth.UNKNOWN ? Truth.UNKNOWN : best;
        }
        return best;
    }
}
