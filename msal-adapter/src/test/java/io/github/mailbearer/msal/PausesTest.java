package io.github.mailbearer.msal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever waits does so for no longer than it says. */
class PausesTest {

    private static final Duration BOUND = Duration.ofSeconds(5);

    private final VirtualTime time = new VirtualTime();

    private static Pauses pauses(Pauses.Sleeper sleeper) {
        return new Pauses(sleeper, Duration.ofMillis(100), Duration.ofMillis(400), BOUND);
    }

    /** How many looks there are if each takes so long. */
    private int looks(Duration each) {
        Pauses pauses = pauses(time);
        int looks = 1;
        for (time.pass(each); !pauses.areOver(); time.pass(each)) {
            pauses.pause("a test");
            looks++;
        }
        return looks;
    }

    @Test
    void theTimeOfLooksCounts() {
        assertThat(looks(Duration.ZERO)).isEqualTo(15);
        assertThat(looks(Duration.ofSeconds(1))).isEqualTo(5);
    }

    @Test
    void whatTakesLongerThanAllPausesIsTriedTwice() {
        assertThat(looks(Duration.ofSeconds(30))).isEqualTo(2);
    }

    @Test
    void pausesGrowToTheLongest() {
        List<Duration> slept = new ArrayList<>();
        Pauses pauses = pauses(slept::add);
        for (int i = 0; i < 4; i++) {
            pauses.pause("a test");
        }

        assertThat(slept).extracting(Duration::toMillis).containsExactly(100L, 200L, 400L, 400L);
    }
}
