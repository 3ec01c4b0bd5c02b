package io.github.mailbearer.diagnosis;

import java.util.List;

/** Secrets that show by their form, wherever they stand. */
final class SecretForms {

    /** Not within a longer word; after the escapes of JSON and of forms a word begins. */
    private static final String BEGIN = "(?:(?<![A-Za-z0-9+/_-])|(?<=\\\\[nrt])|(?<=%[0-9A-Fa-f]{2}))";

    /** A line break within a token, as mail programs and terminals make them: the next line holds nothing else. */
    private static final String BREAK =
            "[ \\t]*+\\\\?\\r?\\n[> \\t]*+(?![a-z]{2,}+[.])(?=(?:[A-Za-z0-9+/._-]{16,}+={0,2}|[A-Za-z0-9+/_-]{1,15}+={1,2})[\"',; \\t\\\\]*+$)";

    private static final String PART = "[A-Za-z0-9_-]++(?:" + BREAK + "[A-Za-z0-9_-]++){0,100}+";
    private static final String OPAQUE = "[A-Za-z0-9+/._!*$%-]";

    static final List<RedactionRule> RULES = List.of(
            RedactionRule.of(
                    "(?s)-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----.*?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|\\z)"),
            // A JWT has dots. A server's explanation in base64 begins with {" too, and so with eyJ, and has none.
            RedactionRule.of("(?m)" + BEGIN + "eyJ" + PART + "\\.(?:" + BREAK + ")?" + PART + "(?:\\.(?:" + BREAK
                    + ")?(?:" + PART + ")?){0,3}+"),
            // What XOAUTH2 and OAUTHBEARER begin with: user= and n,a= or n,,^A; four characters may follow user.
            RedactionRule.of("(?m)" + BEGIN + "(?:dXNlcj[0-3]|bixhP|biwsAW)[A-Za-z0-9+/_-]{16,}+={0,2}(?:" + BREAK
                    + "[A-Za-z0-9+/_-]++={0,2}){0,100}+"),
            // Google: access token, refresh token, code, client secret.
            RedactionRule.of("(?m)" + BEGIN + "ya29\\.[A-Za-z0-9._-]++"
                    + "(?:\\r?\\n[> \\t]++[A-Za-z0-9._-]{8,}+(?=[\"',;]{0,3}+[ \\t\\r]*+$)){0,50}+"),
            RedactionRule.of(BEGIN + "[14](?:/|%2[Ff]){1,2}[A-Za-z0-9_-]{20,}+"),
            RedactionRule.of(BEGIN + "GOCSPX-[A-Za-z0-9_-]{16,}+"),
            // Microsoft: codes and refresh tokens of organizations, those of personal accounts, their access tokens.
            RedactionRule.of(BEGIN + "[0-9]\\.A[A-Za-z0-9._-]{40,}+"),
            RedactionRule.of(BEGIN + "M\\.[A-Z][0-9]++_[A-Z0-9]++\\." + OPAQUE + "{20,}+"),
            RedactionRule.of("(?m)" + BEGIN + "Ew[A-E][A-Za-z0-9+/%_-]{40,}+={0,2}(?:" + BREAK
                    + "[A-Za-z0-9+/_-]++={0,2}){0,100}+"),
            // A client secret's Value.
            RedactionRule.of("[A-Za-z0-9_~.-]{3}[0-9]Q(?:~|%7[Ee])(?:[A-Za-z0-9_~.-]|%7[Ee]){31,34}"),
            // user:password@ in a URL.
            RedactionRule.of("((?<![A-Za-z])[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\\s/:@\"'<>]{1,200}:)"
                    + RedactionRule.FRESH + "[^\\s/@\"'<>]{1,8000}(?=@)"));

    private SecretForms() {}
}
