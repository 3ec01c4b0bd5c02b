package io.github.mailbearer.doctor;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values in commands that an administrator pastes into PowerShell: in single quotes, where only the quote itself means
 * anything, and only if they look like what they are said to be. At the bracket of a placeholder PowerShell stops.
 */
final class Quoted {

    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");

    private Quoted() {}

    static String guid(@Nullable String value, String placeholder) {
        return quoted(IdsCheck.GUID, value, placeholder);
    }

    static String address(@Nullable String value, String placeholder) {
        return quoted(ADDRESS, value, placeholder);
    }

    private static String quoted(Pattern form, @Nullable String value, String placeholder) {
        return value != null && form.matcher(value).matches() ? "'" + value.replace("'", "''") + "'" : placeholder;
    }
}
