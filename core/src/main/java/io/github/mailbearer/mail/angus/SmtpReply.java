package io.github.mailbearer.mail.angus;

import io.github.mailbearer.mail.MailLogin.Verdict;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a submission server's answer to AUTH means, by its reply code (RFC 5321) and enhanced status code (RFC 3463, RFC
 * 4954 section 6) and never by its prose.
 *
 * @param code the reply code, or {@link #NONE}
 * @param text the whole reply
 */
record SmtpReply(int code, String text) {

    /** Angus' code for a connection that was closed, and for a reply that is no SMTP. */
    static final int NONE = -1;

    static final int AUTHENTICATED = 235;
    static final int CONTINUE = 334;

    private static final Pattern ENHANCED = Pattern.compile("^\\d{3}[ -](\\d\\.\\d{1,3}\\.\\d{1,3})\\b");

    /** Policy (Exchange), an insufficient permission (High Volume Email), a password wanted (Gmail). */
    private static final Set<String> NOT_THE_TOKEN = Set.of("5.7.139", "5.7.144", "5.7.9");

    /** Too close to its end, or past it (High Volume Email). */
    private static final Set<String> THE_TOKEN = Set.of("5.5.127", "5.7.142", "5.7.143");

    /** Blocked for a while for repeating an error (Exchange). */
    private static final Pattern BLOCKED = Pattern.compile("5\\.2\\.25[1-5]");

    Verdict verdict() {
        String enhanced = enhancedCode();
        if (code < 500 || code > 599 || BLOCKED.matcher(enhanced).matches()) {
            return Verdict.TEMPORARY;
        }
        boolean maybeTheToken = code == 535 && !NOT_THE_TOKEN.contains(enhanced);
        return maybeTheToken || THE_TOKEN.contains(enhanced) ? Verdict.RENEW : Verdict.PERMANENT;
    }

    String enhancedCode() {
        Matcher matcher = ENHANCED.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** Whether a server may reject the form of a command this way, having seen no more than its verb. */
    boolean isAboutTheCommand() {
        return (code >= 500 && code <= 504) || code == 555;
    }
}
