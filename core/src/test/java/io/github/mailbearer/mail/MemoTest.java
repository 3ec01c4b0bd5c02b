package io.github.mailbearer.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MemoTest {

    private final AtomicInteger made = new AtomicInteger();
    private final Memo<String, Integer> memo = new Memo<>(2);

    private int get(String key) {
        return memo.get(key, made::incrementAndGet);
    }

    @Test
    void makesOnceForEachKey() {
        assertThat(get("a")).isEqualTo(get("a")).isEqualTo(1);
        assertThat(get("b")).isEqualTo(2);
    }

    @Test
    void forgetsTheKeyThatWasAskedForLongestAgo() {
        get("a");
        get("b");
        get("a");
        get("c");
        assertThat(get("a")).isEqualTo(1);
        assertThat(get("b")).isEqualTo(4);
    }

    @Test
    void remembersNoFailure() {
        assertThatThrownBy(() -> memo.get("a", () -> {
                    throw new IllegalArgumentException("wrong");
                }))
                .hasMessage("wrong");
        assertThat(get("a")).isEqualTo(1);
    }

    @Test
    void anInterruptedThreadKeepsItsFlag() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> get("a")).isInstanceOf(IllegalStateException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
