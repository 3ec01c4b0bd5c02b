package io.github.mailbearer.mail;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of a server's reply by which two refusals are known to be of one kind: its codes, never its prose. */
final class ReplyKind {

    /** Reply code and, if there is one, enhanced status code (RFC 3463). */
    private static final Pattern SMTP = Pattern.compile("(\\d{3})\\b(?:[ -](\\d\\.\\d{1,3}\\.\\d{1,3})\\b)?");

    /** Status and, if there is one, response code (RFC 9051 section 7.1, RFC 2449 section 8), perhaps after a tag. */
    private static final Pattern IMAP_OR_POP3 =
            Pattern.compile("(?:\\S+ )?(NO|BAD|BYE|-ERR)\\b(?: \\[([\\w/-]+))?", Pattern.CASE_INSENSITIVE);

    private ReplyKind() {}

    /** The codes, in upper case; nothing if there are none. */
    static String of(String reply) {
        Matcher codes = SMTP.matcher(reply);
        if (!codes.lookingAt()) {
            codes = IMAP_OR_POP3.matcher(reply);
            if (!codes.lookingAt()) {
                return "";
            }
        }
        String detail = codes.group(2);
        return (detail == null ? codes.group(1) : codes.group(1) + " " + detail).toUpperCase(Locale.ROOT);
    }
}
