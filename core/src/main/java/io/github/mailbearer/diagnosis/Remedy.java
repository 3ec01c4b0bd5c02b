package io.github.mailbearer.diagnosis;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * Something to do about a failure.
 *
 * @param text what to do and where, with the path through the portal
 * @param commands the same in PowerShell, one command each, ready to paste: every value in them has been checked and
 *     quoted, and a value that is not known stands as a name in angle brackets, at which PowerShell stops. Empty if there
 *     is nothing to type
 */
public record Remedy(String text, List<String> commands) implements Serializable {

    /** Keeps a remedy. */
    public Remedy {
        Objects.requireNonNull(text, "text");
        commands = List.copyOf(commands);
    }

    @Override
    public String toString() {
        return commands.isEmpty() ? text : text + " " + String.join("; ", commands);
    }
}
