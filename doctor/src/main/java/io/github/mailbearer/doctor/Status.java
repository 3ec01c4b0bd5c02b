package io.github.mailbearer.doctor;

/** How a {@link Check} ended. */
public enum Status {
    /** Not looked at: another check that it depends on failed, or there is nothing to look at. */
    SKIP,
    /** As it should be. */
    PASS,
    /** May be as it should be; the advice tells what to look at. */
    WARN,
    /** Wrong; the advice tells what to do. */
    FAIL
}
