package io.github.mailbearer.mail;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Limits of a mailbox as they are written in a property: {@code microsoft-365}, or one or both numbers. */
final class LimitsText {

    private static final String MICROSOFT_365 = "microsoft-365";
    private static final Pattern NUMBERS =
            Pattern.compile("(?:connections=(\\d{1,6}))?\\s*(?:messages-per-minute=(\\d{1,6}))?");

    private LimitsText() {}

    /**
     * Makes the limits.
     *
     * @throws IllegalArgumentException naming the property and the right form
     */
    static MailboxLimits read(String property, String text) {
        String plain = text.strip();
        if (plain.equals(MICROSOFT_365)) {
            return MailboxLimits.microsoft365();
        }
        Matcher numbers = NUMBERS.matcher(plain);
        if (!numbers.matches()) {
            throw malformed(property, text, null);
        }
        MailboxLimits.Builder limits = MailboxLimits.builder();
        if (numbers.group(1) != null) {
            limits.connections(Integer.parseInt(numbers.group(1)));
        }
        if (numbers.group(2) != null) {
            limits.messagesPerMinute(Integer.parseInt(numbers.group(2)));
        }
        try {
            return limits.build();
        } catch (IllegalArgumentException zero) {
            throw malformed(property, text, zero);
        }
    }

    private static IllegalArgumentException malformed(String property, String text, @Nullable Exception cause) {
        return new IllegalArgumentException(
                property + "=" + text + " limits nothing: set " + MICROSOFT_365
                        + ", or numbers from 1 as in connections=3 messages-per-minute=30, or remove it",
                cause);
    }
}
