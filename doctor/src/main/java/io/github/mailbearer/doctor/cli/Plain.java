package io.github.mailbearer.doctor.cli;

import java.util.regex.Pattern;

/** Text that may come from a server, for a terminal: without what the terminal would obey. */
final class Plain {

    /** Control sequences (ECMA-48), of which not even the letters shall stay. */
    private static final Pattern SEQUENCES = Pattern.compile(
            "(?:\\u001b\\[|\\u009b)[0-?]*+[ -/]*+[@-~]|\\u001b\\][^\\u0007\\u001b]*+(?:\\u0007|\\u001b\\\\)?");

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f\\p{Cf}\\u2028\\u2029]+");

    private Plain() {}

    static String line(String text) {
        return CONTROLS.matcher(SEQUENCES.matcher(text).replaceAll("")).replaceAll(" ");
    }
}
