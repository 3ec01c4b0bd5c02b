package io.github.mailbearer.msal;

import org.jspecify.annotations.Nullable;

/** Checks of what callers give. */
final class Arguments {

    private Arguments() {}

    static <T> T required(String name, @Nullable T value, String form) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing: give " + form);
        }
        return value;
    }
}
