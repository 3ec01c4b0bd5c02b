package io.github.mailbearer.mail;

import org.jspecify.annotations.Nullable;

/** Checks that a user is the address of a mailbox. */
final class Mailbox {

    private Mailbox() {}

    /**
     * Answers the address if it is one.
     *
     * @throws IllegalArgumentException naming the argument and the right form
     */
    static String checked(String argument, @Nullable String address) {
        if (address == null || address.isEmpty()) {
            throw new IllegalArgumentException(argument + " is not set: give the address of the mailbox, such as"
                    + " noreply@contoso.com (the name of the operating system's user is not used)");
        }
        int at = address.lastIndexOf('@');
        if (at < 1 || at != address.indexOf('@') || at == address.length() - 1 || !isPlain(address)) {
            throw new IllegalArgumentException(argument + " \"" + address.replaceAll("\\p{Cntrl}", "?")
                    + "\" is not an address: give the mailbox alone, such as noreply@contoso.com");
        }
        return address;
    }

    private static boolean isPlain(String address) {
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (c <= ' ' || Character.isISOControl(c) || ",;<>()\"".indexOf(c) >= 0) {
                return false;
            }
        }
        return true;
    }
}
