package io.github.mailbearer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ChangesTest {

    private final AtomicInteger count = new AtomicInteger();

    @Test
    void wakesWhoeverWaitsForAChange() throws Exception {
        Changes changes = new Changes();
        CompletableFuture<Void> waiting =
                CompletableFuture.runAsync(() -> changes.await(() -> count.get() == 2, () -> "nothing changed"));

        changes.make(count::incrementAndGet);
        assertThat(waiting).isNotDone();
        changes.make(count::incrementAndGet);

        waiting.get(5, TimeUnit.SECONDS);
    }

    @Test
    void saysWhatDidNotComeAbout() {
        Changes changes = new Changes(Duration.ofMillis(1));

        assertThatThrownBy(() -> changes.await(() -> false, () -> count + " of 1 requests have arrived"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("after PT0.001S 0 of 1 requests have arrived");
    }

    @Test
    void endsWhenTheThreadIsInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> new Changes().await(() -> false, () -> "it waited"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("interrupted while it waited")
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
