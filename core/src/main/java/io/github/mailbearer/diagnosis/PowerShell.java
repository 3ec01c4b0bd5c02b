package io.github.mailbearer.diagnosis;

/**
 * Writes values into commands that an administrator pastes into PowerShell, with all the rights of an administrator.
 *
 * <p>In single quotes PowerShell takes everything literally but the quote itself, which is doubled; it takes typographic
 * quotes (U+2018 to U+201B) for quotes, too. Values come from tokens, servers and settings pages, so each must look like
 * what it is said to be: what does not is left out, and its name in angle brackets stops PowerShell.
 */
final class PowerShell {

    private PowerShell() {}

    static String value(Fact fact, String value) {
        return fact.fits(value) ? "'" + value.replace("'", "''") + "'" : fact.inCommands();
    }
}
