package io.github.mailbearer.msal;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The address of a mailbox, as callers give it; each one that is accepted has a row to be kept in. */
final class MailboxName {

    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s\\p{Z}\\p{Cntrl}\\p{Cf}\\p{Cs}@:]+@[^\\s\\p{Z}\\p{Cntrl}\\p{Cf}\\p{Cs}@:]+");
    private static final int LONGEST = 320;

    private MailboxName() {}

    static String checked(@Nullable String mailbox) {
        String form = "the address that signs in, such as noreply@contoso.com";
        String given = Arguments.required("mailbox", mailbox, form);
        if (given.toLowerCase(Locale.ROOT).length() > LONGEST
                || !ADDRESS.matcher(given).matches()) {
            throw new IllegalArgumentException("mailbox is no address: give " + form);
        }
        return given;
    }
}
