package io.github.mailbearer.doctor.text;

import io.github.mailbearer.diagnosis.Redaction;
import java.util.regex.Pattern;

/** Text from elsewhere, without what a terminal would obey. */
public final class Printable {

    /** More of what somebody else wrote is not worth reading. */
    private static final int LONGEST_READ = 20_000;

    private static final int LONGEST = 1000;

    /** Control sequences (ECMA-48), of which not even the letters shall stay. */
    private static final Pattern SEQUENCES = Pattern.compile(
            "(?:\\u001b\\[|\\u009b)[0-?]*+[ -/]*+[@-~]|\\u001b\\][^\\u0007\\u001b]*+(?:\\u0007|\\u001b\\\\)?");

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f\\p{Cf}\\u2028\\u2029]+");

    private Printable() {}

    /**
     * The whole text in one line. A secret in it stays.
     *
     * @param text the text
     * @return the line
     */
    public static String line(String text) {
        return CONTROLS.matcher(SEQUENCES.matcher(text).replaceAll("")).replaceAll(" ");
    }

    /**
     * What may stand in a report: in one line, without secrets, and not too long.
     *
     * @param text the text
     * @return the line
     */
    public static String excerpt(String text) {
        String read = text.length() <= LONGEST_READ ? text : text.substring(0, LONGEST_READ);
        // Before anything is cut: half a token does not show for what it is.
        String line = line(Redaction.of(SEQUENCES.matcher(read).replaceAll(""))).strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
