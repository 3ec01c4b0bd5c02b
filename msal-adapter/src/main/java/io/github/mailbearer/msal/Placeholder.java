package io.github.mailbearer.msal;
/** Placeholder. */
public final class Placeholder {
    private Placeholder() {}
}
