package io.github.mailbearer.mail;

import java.util.Collection;
import java.util.Comparator;

/** Guesses which name was meant by one that is not known. */
final class NearestName {

    private NearestName() {}

    /** The name that takes the fewest letters to be put in, left out or replaced; of equals the first in the alphabet. */
    static String of(String unknown, Collection<String> known) {
        return known.stream()
                .min(Comparator.<String>comparingInt(name -> distance(unknown, name))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    private static int distance(String from, String to) {
        int[] before = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            before[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] now = new int[to.length() + 1];
            now[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = before[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                now[column] = Math.min(replaced, 1 + Math.min(now[column - 1], before[column]));
            }
            before = now;
        }
        return before[to.length()];
    }
}
