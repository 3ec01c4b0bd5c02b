package io.github.mailbearer.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Message numbers such as {@code 1,4:7,9:*} (RFC 3501 section 9, sequence-set). */
final class SequenceSet {

    private static final Pattern RANGE = Pattern.compile("(\\d{1,10}|\\*)(?::(\\d{1,10}|\\*))?");

    private record Range(long low, long high) {}

    private final List<Range> ranges;

    private SequenceSet(List<Range> ranges) {
        this.ranges = ranges;
    }

    /**
     * Reads a set.
     *
     * @param text the set
     * @param highest what {@code *} stands for
     * @throws IllegalArgumentException if it is none
     */
    static SequenceSet parse(String text, long highest) {
        List<Range> ranges = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher range = RANGE.matcher(part);
            if (!range.matches()) {
                throw new IllegalArgumentException("\"" + part + "\" is no range of message numbers");
            }
            long first = number(range.group(1), highest);
            long last = range.group(2) == null ? first : number(range.group(2), highest);
            ranges.add(new Range(Math.min(first, last), Math.max(first, last)));
        }
        return new SequenceSet(ranges);
    }

    private static long number(String text, long highest) {
        return text.equals("*") ? highest : Long.parseLong(text);
    }

    boolean contains(long number) {
        return ranges.stream().anyMatch(range -> range.low() <= number && number <= range.high());
    }
}
