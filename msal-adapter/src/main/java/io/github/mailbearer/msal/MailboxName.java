package io.github.mailbearer.msal;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The address of a mailbox, as callers give it. */
final class MailboxName {

    private static final Pattern ADDRESS = Pattern.compile("[^\\s\\p{Cntrl}@:]+@[^\\s\\p{Cntrl}@:]+");
    private static final int LONGEST = 320;

    private MailboxName() {}

    static String checked(@Nullable String mailbox) {
        String form = "the address that signs in, such as noreply@contoso.com";
        String given = Arguments.required("mailbox", mailbox, form);
        if (given.length() > LONGEST || !ADDRESS.matcher(given).matches()) {
            throw new IllegalArgumentException("mailbox is no address: give " + form);
        }
        return given;
    }
}
