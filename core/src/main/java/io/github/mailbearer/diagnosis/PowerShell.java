package io.github.mailbearer.diagnosis;

import java.util.Optional;

/**
 * Writes values into commands that an administrator pastes into PowerShell, with all the rights of an administrator.
 *
 * <p>In single quotes PowerShell takes everything literally but the quote itself, which is doubled; it takes typographic
 * quotes (U+2018 to U+201B) for quotes, too. Values come from tokens, servers and settings pages, so each must look like
 * what it is said to be: what does not is left out, and its name in angle brackets stops PowerShell.
 */
final class PowerShell {

    private static final String SINGLE = "'\u2018\u2019\u201a\u201b";
    private static final String DOUBLE = "\"\u201c\u201d\u201e";

    private PowerShell() {}

    /** What makes a command of a catalogue unsafe to fill in, or empty: a value brings its own quotes. */
    static Optional<String> fault(String command) {
        String open = "";
        for (int at = 0; at < command.length(); at++) {
            String character = command.substring(at, at + 1);
            if (!open.isEmpty()) {
                open = open.contains(character) ? "" : open;
            } else if (SINGLE.contains(character)) {
                open = SINGLE;
            } else if (DOUBLE.contains(character)) {
                open = DOUBLE;
            }
            Optional<String> name = character.equals("{") ? Template.nameAt(command, at) : Optional.empty();
            if (name.isPresent() && !open.isEmpty()) {
                return Optional.of(
                        "{" + name.get() + "} stands within quotes; it is put into quotes when it is filled in,"
                                + " so write it outside of them");
            }
            if (name.isPresent() && command.indexOf('`') >= 0) {
                return Optional.of("{" + name.get()
                        + "} stands beside a backtick, which may undo its quotes; write the command" + " without it");
            }
        }
        return Optional.empty();
    }

    static String value(Fact fact, String value) {
        return fact.fits(value) ? "'" + value.replace("'", "''") + "'" : fact.inCommands();
    }
}
