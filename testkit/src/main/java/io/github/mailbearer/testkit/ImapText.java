package io.github.mailbearer.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Strings as IMAP writes them (RFC 3501 section 4.3), each character an octet. */
final class ImapText {

    private static final Pattern PLAIN = Pattern.compile("[\\x20-\\x7E]*");
    private static final Pattern TOKEN = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|[()]|[^\\s()\"]+", Pattern.DOTALL);

    private ImapText() {}

    /** The text in quotes if they can hold it, as a literal if not; {@code NIL} if there is none. */
    static String string(@Nullable String text) {
        if (text == null) {
            return "NIL";
        }
        return PLAIN.matcher(text).matches() ? quoted(text) : literal(text);
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    static String literal(String text) {
        return "{" + text.length() + "}\r\n" + text;
    }

    /** The words of an argument, quotes removed; a parenthesis is a word of its own. */
    static List<String> words(String argument) {
        List<String> words = new ArrayList<>();
        Matcher token = TOKEN.matcher(argument);
        while (token.find()) {
            String quoted = token.group(1);
            words.add(quoted == null ? token.group() : quoted.replaceAll("(?s)\\\\(.)", "$1"));
        }
        return words;
    }
}
