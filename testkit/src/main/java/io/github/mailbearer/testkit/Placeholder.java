package io.github.mailbearer.testkit;
/** Placeholder. */
public final class Placeholder {
    private Placeholder() {}
}
