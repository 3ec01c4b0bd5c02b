package io.github.mailbearer.mail.angus;

import io.github.mailbearer.mail.MailLogin.Verdict;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an IMAP server's answer to AUTHENTICATE means, by its status (RFC 3501) and response code (RFC 5530) and never by
 * its prose.
 *
 * @param text the reply without its tag, such as {@code NO [AUTHENTICATIONFAILED] Invalid credentials}
 */
record ImapReply(String text) {

    private static final Pattern REFUSED = Pattern.compile("NO(?: \\[([A-Z-]+)[^]]*])?.*", Pattern.DOTALL);

    private static final Set<String> TEMPORARY =
            Set.of("UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG", "OVERQUOTA", "THROTTLED", "CORRUPTION");

    private static final Set<String> PERMANENT = Set.of(
            "AUTHORIZATIONFAILED", "PRIVACYREQUIRED", "CONTACTADMIN", "NOPERM", "ALREADYEXISTS", "CANNOT", "CLIENTBUG");

    /** BAD says that the server did not understand, or has no time (Exchange: "Request is throttled"). */
    Verdict verdict() {
        Matcher refused = REFUSED.matcher(text.toUpperCase(Locale.ROOT));
        if (!refused.matches() || TEMPORARY.contains(String.valueOf(refused.group(1)))) {
            return Verdict.TEMPORARY;
        }
        return PERMANENT.contains(String.valueOf(refused.group(1))) ? Verdict.PERMANENT : Verdict.RENEW;
    }
}
