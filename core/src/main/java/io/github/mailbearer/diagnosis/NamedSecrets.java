package io.github.mailbearer.diagnosis;

import java.util.List;

/** Secrets that show by the name before them: in forms, JSON, properties, XML, code and command lines. */
final class NamedSecrets {

    private static final String NAME = "(?:client[_. -]?secret(?:[_ -]?value)?|(?<![A-Za-z])secret(?:[_ -]?value)?"
            + "|client[_-]?assertion|(?<![A-Za-z])assertion"
            + "|(?:access|refresh|id|bearer|auth|oauth2?|sas|session)[_. -]?token|code[_-]?verifier|(?:device|user)[_-]?code"
            + "|auth(?:orization)?[_-]?code|pass(?:word|wd|phrase|code)|(?<![A-Za-z])(?:pass|pwd|sig)|api[_-]?key"
            + "|(?:account|private|encryption)[_-]?key)";

    /** Quotes within a string are escaped, perhaps several times. */
    private static final String QUOTE = "(?:\\\\*+[\"'])";

    private static final String IS = QUOTE + "?\\]?\\s{0,8}+(?:=>|[=:]|%3[Dd]|[,(](?=\\s{0,8}+" + QUOTE + "))\\s{0,8}+";

    /** Strings in quotes, else a word. */
    private static final String VALUE = "(?:(?:\\\\++\"[^\"\\r\\n]*+\"?)|(?:\"(?:[^\"\\\\\\r\\n]|\\\\.){0,4000}+\"?)"
            + "|(?:'(?:[^'\\\\\\r\\n]|\\\\.){0,4000}+'?)|[^\\s\"'&,;(){}<>\\[\\]\\\\]++)";

    private static final String REPLY = "[245]\\d\\d[ -]#?[245]\\.\\d{1,3}\\.\\d";

    private static final String OAUTH_ERROR =
            "(?:invalid_(?:request|client|grant|scope|token|resource)|unauthorized_client"
                    + "|(?:interaction|login|consent)_required|access_denied|temporarily_unavailable|server_error)\\b";

    /** A sentence about the secret, which goes on to say what is wrong with it. */
    private static final String SENTENCE =
            "(?:the|an?|is|was|has|not|request|error|expired|invalid|missing|wrong|failed"
                    + "|failure|refused|rejected|revoked)(?=[ :,;.]{1,2}+[^\\r\\n]{0,300}(?:AADSTS\\d|" + REPLY + "|"
                    + OAUTH_ERROR + "))";

    /** What somebody wrote in place of the secret. */
    private static final String SHOWN = "(?!" + QUOTE + "?(?:\\[…]|\\*{2,}|<|\\$\\{|null\\b|AADSTS\\d|" + REPLY + "|"
            + OAUTH_ERROR + "(?=[\\s:,;.&]|$)|" + SENTENCE + "))";

    static final List<RedactionRule> RULES = List.of(
            // A block of YAML: the lines below that are indented further.
            RedactionRule.of("(?im)(^([ \\t]{0,40}+)[\\w.\\[\\]\"'-]{0,80}" + NAME + QUOTE
                    + "?[ \\t]{0,8}+:[ \\t]{0,8}+[|>][0-9+-]{0,2}+[ \\t]{0,8}+\\r?\\n)(?![ \\t]*+\\[…])"
                    + "(?:\\2[ \\t]++[^\\r\\n]++(?:\\r?\\n(?=\\2[ \\t]++\\S))?){1,50}+"),
            // A line of properties or YAML, whose value goes on to the end of the line.
            RedactionRule.of("(?im)^([ \\t]*+[\\w.\\[\\]-]{0,80}" + NAME + "\\]?[ \\t]*+[=:][ \\t]*+)" + SHOWN
                    + "(?![^\\r\\n]{0,4000}[&,;{}\"'=])[^\\s][^\\r\\n]*+"),
            RedactionRule.of("(?i)(" + NAME + IS + ")" + SHOWN + VALUE),
            // Numbers and words under these names are errors, not secrets.
            RedactionRule.of("(?i)(\\bcode" + IS + ")" + SHOWN + "(?=[^\\s\"'&,;]{0,200}?[0-9])(?=" + QUOTE
                    + "?[^\\s\"'&,;]{20})" + VALUE),
            // A redirect to the application; an error is words.
            RedactionRule.of("(?i)([?&]code=)" + SHOWN + "(?![a-z]++_)[^\\s\"'&<>]{16,}+"),
            RedactionRule.of("(?i)(\\btoken" + IS + ")" + SHOWN + "(?=[^\\s\"'&,;]{0,200}?[0-9])(?=" + QUOTE
                    + "?[^\\s\"'&,;]{20})" + VALUE),
            RedactionRule.of("(?i)(<[\\w:.-]{0,40}" + NAME + "\\s{0,8}+>)" + RedactionRule.FRESH + "[^<]++"),
            RedactionRule.of("(?i)(\\bname\\s?=\\s?[\"'][\\w.-]{0,80}" + NAME + "[\"']\\s{1,8}+value\\s?=\\s?[\"'])"
                    + RedactionRule.FRESH + "[^\"']++"),
            // Command lines: curl, swaks.
            RedactionRule.of("((?<!\\S)(?:-u|-U|--user|--proxy-user)[ =]?[\"']?[^\\s\"':]{1,200}:)"
                    + RedactionRule.FRESH + "[^\\s\"']++"),
            RedactionRule.of("((?<!\\S)(?:-ap|-p|--?[a-z-]{0,20}(?:password|secret|token))[ =])" + SHOWN + VALUE),
            RedactionRule.of("(\\b(?:mysql[a-z]{0,10}|mariadb[a-z-]{0,10})[ \\t][^\\r\\n]{0,200}?(?<=[ \\t])-p)"
                    + RedactionRule.FRESH + "[^\\s\"']++"),
            // Headers.
            RedactionRule.of(
                    "(?i)((?:proxy-)?authorization" + QUOTE + "?\\s{0,8}+[=:]\\s{0,8}+[\\[\"']{0,2}+[A-Za-z]{1,20}[ ])"
                            + RedactionRule.FRESH + "[^\\s\"',;\\]]++"),
            RedactionRule.of("(?im)(\\b(?:set-)?cookie2?\\s{0,8}+:\\s{0,8}+)" + RedactionRule.FRESH + "[^\\r\\n]++"),
            RedactionRule.of("(?i)(\\bauth=Bearer(?:[ \\t]|%20|\\+))" + SHOWN + "[^\\s\\p{Cntrl}\"'^\\\\]++"),
            RedactionRule.of(
                    "(\\b(?i:Bearer)(?:[ \\t]|%20|\\+))(?!\\[…]|[a-z_]{1,40}=\"|[A-Z]?[a-z]++(?:[ ,]|\\.(?:\\s|$)))"
                            + "[A-Za-z0-9._~+/=-]{16,}+"));

    private NamedSecrets() {}
}
