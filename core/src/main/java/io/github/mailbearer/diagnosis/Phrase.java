package io.github.mailbearer.diagnosis;

import java.util.Locale;

/** Text made comparable: lower case, one blank for each run of blanks, plain quotes. */
final class Phrase {

    private Phrase() {}

    static String folded(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replaceAll("[\\u2018\\u2019\\u201a\\u201b]", "'")
                .replaceAll("[\\u201c\\u201d\\u201e]", "\"")
                .replaceAll("[\\s\\p{Cntrl}\\u00a0]+", " ")
                .strip();
    }
}
