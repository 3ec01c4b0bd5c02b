package io.github.mailbearer.mail.angus;

import io.github.mailbearer.mail.MailLogin.Verdict;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a POP3 server's answer to AUTH means, by its response code (RFC 2449, RFC 3206) and never by its prose.
 *
 * @param text the reply, such as {@code -ERR [AUTH] invalid credentials}
 */
record Pop3Reply(String text) {

    private static final Pattern CODE = Pattern.compile("-ERR \\[([A-Z/-]+)].*", Pattern.DOTALL);

    /** Without a code, as at Exchange, it may be the token. */
    Verdict verdict() {
        Matcher coded = CODE.matcher(text.toUpperCase(Locale.ROOT));
        if (!coded.matches()) {
            return Verdict.RENEW;
        }
        return switch (coded.group(1)) {
            case "SYS/TEMP", "IN-USE", "LOGIN-DELAY" -> Verdict.TEMPORARY;
            case "SYS/PERM" -> Verdict.PERMANENT;
            default -> Verdict.RENEW;
        };
    }
}
