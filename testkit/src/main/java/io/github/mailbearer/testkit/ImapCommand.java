package io.github.mailbearer.testkit;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A command of IMAP (RFC 3501 section 2.2).
 *
 * @param tag what the client calls it
 * @param verb its name in upper case, without {@code UID}
 * @param uid whether it had {@code UID} before its name
 * @param argument what follows, literals turned into quoted strings
 * @param length the octets of its first line, with CRLF
 */
record ImapCommand(String tag, String verb, boolean uid, String argument, int length) {

    private static final Pattern FORM = Pattern.compile("(\\S+) ((?i:UID) )?(\\S+)(?: (.*))?", Pattern.DOTALL);
    private static final Pattern LITERAL = Pattern.compile("(.*)\\{(\\d{1,7})(\\+?)}", Pattern.DOTALL);

    /** The next command, or {@code null} if the client leaves; what is no command at all has an empty verb. */
    static @Nullable ImapCommand read(MailConnection connection) throws IOException {
        String line = connection.readLine();
        if (line == null) {
            return null;
        }
        int length = line.length() + 2;
        String text = line;
        Matcher literal = LITERAL.matcher(text);
        while (literal.matches()) {
            if (literal.group(3).isEmpty()) {
                connection.send("+ Ready for additional command text.");
            }
            String octets = connection.readOctets(Integer.parseInt(literal.group(2)));
            String rest = connection.readLine();
            if (rest == null) {
                return null;
            }
            text = literal.group(1) + ImapText.quoted(octets) + rest;
            literal = LITERAL.matcher(text);
        }
        return parse(text, length);
    }

    private static ImapCommand parse(String text, int length) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return new ImapCommand("*", "", false, "", length);
        }
        String argument = form.group(4);
        return new ImapCommand(
                form.group(1),
                form.group(3).toUpperCase(Locale.ROOT),
                form.group(2) != null,
                argument == null ? "" : argument.strip(),
                length);
    }

    List<String> words() {
        return ImapText.words(argument);
    }

    /** A word of the argument, empty if there are not so many. */
    String word(int index) {
        List<String> words = words();
        return index < words.size() ? words.get(index) : "";
    }
}
