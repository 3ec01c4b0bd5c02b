package io.github.mailbearer.diagnosis;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes secrets out of text that somebody pasted: tokens, secrets, codes, passwords and the messages of AUTH.
 *
 * <p>What looks like a secret is taken out where it stands, its name is left. Ids, addresses and replies stay.
 */
public final class Redaction {

    private static final String PUT = "[…]";

    private record Rule(Pattern pattern, String replacement) {}

    private static final List<Rule> RULES = List.of(
            // A challenge of the server (334, +) is an explanation in base64 and no secret: it begins with {" as eyJ
            // does.
            rule("(?i)(\\bAUTH(?:ENTICATE)?\\s+[A-Z0-9-]{3,20})[ \\t]+(?!\\[…])[A-Za-z0-9+/=_-]{8,}", "$1 " + PUT),
            rule("(?i)(\\bBearer[ \\t]+)(?!\\[…])[A-Za-z0-9._~+/=-]{16,}", "$1" + PUT),
            rule("\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*", PUT),
            rule("\\bya29\\.[A-Za-z0-9._-]+", PUT),
            rule("\\b1//[A-Za-z0-9_-]{20,}", PUT),
            rule("\\b[0-9]\\.A[A-Za-z0-9._-]{40,}", PUT),
            rule("\\bEw[AB][A-Za-z0-9+/=_-]{60,}", PUT),
            rule("\\b[A-Za-z0-9_~.-]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34}", PUT),
            rule(
                    "(?i)((?:client_secret|client_assertion|refresh_token|access_token|id_token|assertion|code_verifier|"
                            + "password|passwd|pwd|device_code|clientsecret|client-secret)[\"']?\\s*[=:]\\s*[\"']?)"
                            + "(?!\\[…])[^\\s\"'&,;}]{6,}",
                    "$1" + PUT),
            // A number of Entra's stands behind the same name, as in /error?code=7000215.
            rule("(?i)(\\bcode[\"']?\\s*[=:]\\s*[\"']?)(?!\\[…]|\\d{4,9}\\b)[^\\s\"'&,;}]{6,}", "$1" + PUT),
            rule("(?i)(\\bLOGIN[ \\t]+\\S+[ \\t]+)\\S+", "$1" + PUT),
            // dXNlcj0 is "user=" and what XOAUTH2 begins with; bixhP "n,a=" of OAUTHBEARER.
            rule("\\b(?:dXNlcj0|bixhP)[A-Za-z0-9+/=\\s]{24,}", PUT));

    private Redaction() {}

    private static Rule rule(String pattern, String replacement) {
        return new Rule(Pattern.compile(pattern), replacement);
    }

    /**
     * Takes secrets out.
     *
     * @param text the text
     * @return the text with […] where something secret stood
     */
    public static String of(String text) {
        String redacted = text;
        for (Rule rule : RULES) {
            redacted = rule.pattern().matcher(redacted).replaceAll(rule.replacement());
        }
        return redacted;
    }
}
