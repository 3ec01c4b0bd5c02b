package io.github.mailbearer.doctor;

import java.util.regex.Pattern;

/** Text from elsewhere on one line, without what a terminal would obey, and bounded. */
final class Printable {

    private static final int LONGEST = 1000;

    /** Control sequences (ECMA-48): of them nothing shall stay, not even the letters. */
    private static final Pattern SEQUENCES =
            Pattern.compile("\\u001b\\[[0-?]*[ -/]*[@-~]|\\u001b\\][^\\u0007\\u001b]*(?:\\u0007|\\u001b\\\\)?");

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f\\p{Cf}\\u2028\\u2029]+");

    private Printable() {}

    static String line(String text) {
        String bounded = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        return CONTROLS.matcher(SEQUENCES.matcher(bounded).replaceAll(""))
                .replaceAll(" ")
                .strip();
    }
}
