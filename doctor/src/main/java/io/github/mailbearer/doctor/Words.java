package io.github.mailbearer.doctor;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;

/** Values as people read them. */
final class Words {

    private Words() {}

    static String of(Duration time) {
        long millis = time.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 10_000 && millis % 1000 != 0) {
            return millis / 1000 + "." + millis % 1000 / 100 + " s";
        }
        long seconds = time.toSeconds();
        return seconds < 180 ? seconds + " s" : seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
    }

    static String of(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String of(Collection<?> words) {
        return String.join(" ", words.stream().map(String::valueOf).toList());
    }
}
