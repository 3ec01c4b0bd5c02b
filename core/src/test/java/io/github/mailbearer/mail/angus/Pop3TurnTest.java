package io.github.mailbearer.mail.angus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class Pop3TurnTest {

    private final Pop3Turn turn = new Pop3Turn(Duration.ofMillis(1));

    @BeforeEach
    void anotherThreadHasIt() {
        CompletableFuture.runAsync(() -> assertThat(turn.tryNow()).isTrue()).join();
    }

    @Test
    void waitingEnds() {
        assertThat(turn.tryNow()).isFalse();
        assertThatThrownBy(turn::await)
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("Another thread has been connecting this Store");
    }

    @Test
    void anInterruptIsKept() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(turn::await)
                .isInstanceOf(MessagingException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void afterTheEndItIsFree() throws Exception {
        Pop3Turn another = new Pop3Turn(Duration.ofMillis(1));
        another.await();
        another.end();
        CompletableFuture.runAsync(() -> assertThatCode(another::await).doesNotThrowAnyException())
                .join();
    }
}
