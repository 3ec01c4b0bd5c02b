package io.github.mailbearer.diagnosis;

/** Text from elsewhere that may go into a log or onto a terminal: one line, without control characters, bounded. */
final class Printable {

    static final int LONGEST = 2000;

    private Printable() {}

    static String line(String text) {
        String bounded = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        return bounded.replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\p{Cf}\\u2028\\u2029]+", " ")
                .strip();
    }
}
