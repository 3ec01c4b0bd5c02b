package io.github.mailbearer.diagnosis;

/**
 * One thing that must be so for a condition to hold.
 *
 * @param weight how much it tells: more for what is rarer
 * @param test whether it is so
 */
record Term(int weight, Test test) {

    /** Whether it is so. */
    @FunctionalInterface
    interface Test {

        Truth of(Symptom symptom, Facts facts);
    }
}
