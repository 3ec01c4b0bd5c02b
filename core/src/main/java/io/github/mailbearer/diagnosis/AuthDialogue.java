package io.github.mailbearer.diagnosis;

import java.util.List;

/** What clients say to mail servers when they sign in. */
final class AuthDialogue {

    private static final String MECHANISM = "(?:XOAUTH2?|OAUTHBEARER|PLAIN(?:-CLIENTTOKEN)?|LOGIN|NTLM|GSSAPI|EXTERNAL"
            + "|SCRAM-[A-Z0-9-]{1,20}|CRAM-MD5|DIGEST-MD5)";

    private static final String STRING = "(?:\"(?:[^\"\\\\\\r\\n]|\\\\.){0,1000}+\"|[^\\s\"]++)";

    /** What a trace puts before a line of the client. */
    private static final String CLIENT =
            "(?:[^\\r\\n]{0,100}?(?:\\bC|\\bclient|[\\]>|:-]|\\bsend|\\bsent)[:> \\t]{1,4}['\"]?)?";

    /** An argument that follows in a line of its own, perhaps after the server said go on (RFC 9051 section 4.3). */
    private static final String LITERAL = "\\{\\d{1,5}\\+?}[ \\t]*+\\r?\\n"
            + "(?:[^\\r\\n]{0,100}?(?<![^\\s:>])\\+(?:[ \\t][^\\r\\n]{0,200}+)?\\r?\\n)?" + CLIENT;

    static final List<RedactionRule> RULES = List.of(
            // On one line. A server that lists its mechanisms, and prose, are no message.
            RedactionRule.of("((?i:\\bAUTH(?:ENTICATE)?[ \\t]+" + MECHANISM + ")[ \\t]+)(?!\\[…]|" + MECHANISM
                    + "\\b|[A-Z]?[a-z]++\\b)[A-Za-z0-9+/=_-]{8,}+"),
            // After the server said go on: a line that is one word, perhaps after what a trace puts before it.
            RedactionRule.of(
                    "(?m)((?:^|[\\s:>])(?:334(?![\\d.])|\\+)[ \\t]*+[A-Za-z0-9+/]{0,4000}+={0,2}[ \\t'\"]*+(?:\\\\r\\\\n'?)?"
                            + "\\r?\\n" + CLIENT + ")"
                            + "(?=\\S{4})[A-Za-z0-9+/_-]++={0,2}(?=(?:\\\\r\\\\n)?['\" \\t\\r]*+$)"),
            RedactionRule.of("(?i)(\\bLOGIN[ \\t][^\\r\\n]{0,400}?" + LITERAL + "(?:[^\\r\\n]{0,400}?" + LITERAL + ")?)"
                    + RedactionRule.FRESH + "[^\\r\\n]++"),
            // IMAP: tag LOGIN user password. A reply has no tag of its own.
            RedactionRule.of("(?i)((?<![\\w.])(?![2-5]\\d\\d[ -])[a-z]{0,5}\\d{1,6}[ \\t]+LOGIN[ \\t]+" + STRING
                    + "[ \\t]+)" + RedactionRule.FRESH + "(?!\\{\\d{1,5}\\+?}\\s)" + STRING),
            // POP3.
            RedactionRule.of("(?m)((?:^|[:>][ \\t]{0,4})PASS[ \\t]+)" + RedactionRule.FRESH
                    + "\\S++(?:[ ]\\S++){0,2}(?=[ \\t\\r]*+$)"),
            RedactionRule.of("(['\"]PASS[ \\t]+)" + RedactionRule.FRESH + "[^'\"\\\\\\r\\n]++"));

    private AuthDialogue() {}
}
