package io.github.mailbearer.testkit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands in braces in a transcript: a tag learned from the client, or text that may vary. */
final class TranscriptTags {

    static final String TAG = "{tag}";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(tag|base64|any)}");

    private String tag = "";

    /** The text with the tag that the client gave last. */
    String filled(String text) {
        return text.replace(TAG, tag);
    }

    /** Whether the client said what it should; if so, its tag is learned. */
    boolean matches(String expected, String said) {
        Matcher form = pattern(expected).matcher(said);
        if (!form.matches()) {
            return false;
        }
        if (form.groupCount() > 0) {
            tag = form.group(1);
        }
        return true;
    }

    private static Pattern pattern(String expected) {
        StringBuilder regex = new StringBuilder();
        Matcher placeholder = PLACEHOLDER.matcher(expected);
        int end = 0;
        boolean tagged = false;
        while (placeholder.find()) {
            regex.append(Pattern.quote(expected.substring(end, placeholder.start())));
            regex.append(
                    switch (placeholder.group(1)) {
                        case "tag" -> tagged ? "\\1" : "(\\S+)";
                        case "base64" -> "[A-Za-z0-9+/]+={0,2}";
                        default -> ".*";
                    });
            tagged |= placeholder.group().equals(TAG);
            end = placeholder.end();
        }
        return Pattern.compile(
                regex.append(Pattern.quote(expected.substring(end))).toString());
    }
}
