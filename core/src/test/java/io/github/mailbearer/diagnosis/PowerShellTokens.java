package io.github.mailbearer.diagnosis;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a line as PowerShell does, by the lexical grammar of its language specification (sections 2.2 and 2.3), and knows
 * nothing of how we write one.
 *
 * <p>What matters here: the five single and the four double quotes that PowerShell takes for the same, doubled quotes,
 * the backtick, comments, here-strings, and what ends a word.
 */
final class PowerShellTokens {

    enum Kind {
        WORD,
        LITERAL,
        EXPANDABLE,
        OPERATOR,
        COMMENT,
        NEW_LINE,
        UNTERMINATED
    }

    record Token(Kind kind, String text) {}

    private static final String SINGLE = "'\u2018\u2019\u201a\u201b";
    private static final String DOUBLE = "\"\u201c\u201d\u201e";
    private static final String NEW_LINES = "\r\n";
    private static final String OPERATORS = "|;&(){}<>,";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private PowerShellTokens(String text) {
        this.text = text;
    }

    static List<Token> of(String text) {
        PowerShellTokens reader = new PowerShellTokens(text);
        while (reader.at < text.length()) {
            reader.next();
        }
        return reader.tokens;
    }

    private void next() {
        char c = text.charAt(at);
        if (NEW_LINES.indexOf(c) >= 0) {
            add(Kind.NEW_LINE, "");
            at++;
        } else if (isBlank(c)) {
            at++;
        } else if (c == '#') {
            int start = at;
            while (at < text.length() && NEW_LINES.indexOf(text.charAt(at)) < 0) {
                at++;
            }
            add(Kind.COMMENT, text.substring(start, at));
        } else if (SINGLE.indexOf(c) >= 0) {
            quoted(SINGLE, Kind.LITERAL);
        } else if (DOUBLE.indexOf(c) >= 0) {
            quoted(DOUBLE, Kind.EXPANDABLE);
        } else if (OPERATORS.indexOf(c) >= 0) {
            add(Kind.OPERATOR, String.valueOf(c));
            at++;
        } else {
            word();
        }
    }

    /** A quote that is doubled, by any of its kind, stands for itself; a backtick escapes in the expandable ones only. */
    private void quoted(String quotes, Kind kind) {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (quotes.indexOf(c) >= 0) {
                if (at == text.length() || quotes.indexOf(text.charAt(at)) < 0) {
                    // What follows without a blank would be one argument with it.
                    boolean ends = at == text.length() || endsWord(text.charAt(at));
                    add(ends ? kind : Kind.UNTERMINATED, value.toString());
                    return;
                }
                at++;
            } else if (c == '`' && kind == Kind.EXPANDABLE && at < text.length()) {
                c = text.charAt(at++);
            }
            value.append(c);
        }
        add(Kind.UNTERMINATED, value.toString());
    }

    private void word() {
        StringBuilder word = new StringBuilder();
        while (at < text.length() && !endsWord(text.charAt(at))) {
            char c = text.charAt(at++);
            word.append(c);
            if (c == '`' && at < text.length()) {
                word.append(text.charAt(at++));
            }
        }
        add(Kind.WORD, word.toString());
    }

    private static boolean endsWord(char c) {
        return isBlank(c)
                || NEW_LINES.indexOf(c) >= 0
                || OPERATORS.indexOf(c) >= 0
                || SINGLE.indexOf(c) >= 0
                || DOUBLE.indexOf(c) >= 0;
    }

    private static boolean isBlank(char c) {
        return c == '\t'
                || c == '\f'
                || c == '\u000b'
                || c == '\u0085'
                || Character.getType(c) == Character.SPACE_SEPARATOR;
    }

    private void add(Kind kind, String value) {
        tokens.add(new Token(kind, value));
    }
}
