package io.github.mailbearer.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No sixty seconds hold more messages of a mailbox than are allowed. */
@Timeout(30)
class MessagePaceTest {

    private static final String MAILBOX = "noreply@contoso.com";

    private final FakeTime time = new FakeTime();

    private MailboxLimits.Builder thirtyAMinute() {
        return MailboxLimits.builder().messagesPerMinute(30).clock(time).waiter(time);
    }

    private void send(MailboxLimits limits, int messages) throws MessagingException {
        for (int i = 0; i < messages; i++) {
            limits.beforeMessage(MAILBOX);
        }
    }

    @Test
    void aBurstUpToTheLimitDoesNotWait() throws MessagingException {
        send(thirtyAMinute().build(), 30);
        assertThat(time.waits()).isEmpty();
    }

    @Test
    void theNextOneWaitsUntilTheFirstIsAMinuteOld() throws MessagingException {
        MailboxLimits limits = thirtyAMinute().build();
        send(limits, 1);
        time.advance(Duration.ofSeconds(20));
        send(limits, 29);
        send(limits, 1);
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(40));
        send(limits, 1);
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(40), Duration.ofSeconds(20));
    }

    @Test
    void exactlyAMinuteLaterNobodyWaits() throws MessagingException {
        MailboxLimits limits = thirtyAMinute().build();
        send(limits, 30);
        time.advance(Duration.ofMinutes(1));
        send(limits, 30);
        assertThat(time.waits()).isEmpty();
        time.advance(Duration.ofMillis(59_999));
        send(limits, 1);
        assertThat(time.waits()).containsExactly(Duration.ofMillis(1));
    }

    @Test
    void noSixtySecondsHoldMoreThanTheLimit() throws MessagingException {
        MailboxLimits limits = thirtyAMinute().build();
        List<Instant> sent = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            time.advance(Duration.ofMillis((i * 7_919L) % 4_000));
            send(limits, 1);
            sent.add(time.instant());
        }
        assertThat(time.waits()).isNotEmpty();
        for (int i = 30; i < sent.size(); i++) {
            assertThat(Duration.between(sent.get(i - 30), sent.get(i))).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
        }
    }

    @Test
    void manyThreadsAtOnceGetTurnsApart() throws Exception {
        // The clock stands still, so that each wait tells whose turn it is.
        ConcurrentLinkedQueue<Duration> waits = new ConcurrentLinkedQueue<>();
        MailboxLimits limits = MailboxLimits.builder()
                .messagesPerMinute(2)
                .waitAtMost(Duration.ofHours(1))
                .clock(time)
                .waiter((permits, atMost) -> {
                    waits.add(atMost);
                    return false;
                })
                .build();
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread sender = new Thread(() -> {
                try {
                    limits.beforeMessage(MAILBOX);
                } catch (MessagingException e) {
                    throw new AssertionError(e);
                }
            });
            sender.start();
            senders.add(sender);
        }
        for (Thread sender : senders) {
            sender.join();
        }
        assertThat(waits.stream().map(Duration::toMinutes)).containsExactlyInAnyOrder(1L, 1L, 2L, 2L, 3L, 3L);
    }

    @Test
    void whoWouldWaitTooLongIsToldAtOnceAndTakesNoTurn() throws MessagingException {
        MailboxLimits limits =
                thirtyAMinute().waitAtMost(Duration.ofSeconds(59)).build();
        send(limits, 30);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> limits.beforeMessage(MAILBOX))
                    .isExactlyInstanceOf(MessagingException.class)
                    .isNotInstanceOf(AuthenticationFailedException.class)
                    .hasMessageContaining(MAILBOX + " may send 30 messages a minute")
                    .hasMessageContaining("in PT1M only")
                    .hasMessageContaining("waitAtMost(…)");
        }
        time.advance(Duration.ofSeconds(1));
        limits.beforeMessage(MAILBOX);
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(59));
    }

    @Test
    void mailboxesHaveTheirOwnTurnsWhateverTheCaseOfTheAddress() throws MessagingException {
        MailboxLimits limits = thirtyAMinute().build();
        send(limits, 30);
        limits.beforeMessage("other@contoso.com");
        assertThat(time.waits()).isEmpty();
        limits.beforeMessage("NoReply@Contoso.COM");
        assertThat(time.waits()).containsExactly(Duration.ofMinutes(1));
    }

    @Test
    void aClockThatIsSetBackKeepsNobodyWaiting() throws MessagingException {
        MailboxLimits limits = thirtyAMinute().build();
        send(limits, 30);
        time.advance(Duration.ofHours(-3));
        send(limits, 30);
        assertThat(time.waits()).isEmpty();
        limits.beforeMessage(MAILBOX);
        assertThat(time.waits()).containsExactly(Duration.ofMinutes(1));
    }

    @Test
    void aMailboxIsForgottenOnceItsTurnsAreOver() throws MessagingException {
        MailboxLimits limits = thirtyAMinute().waitAtMost(Duration.ofMinutes(2)).build();
        for (int i = 0; i < 1_000; i++) {
            limits.beforeMessage(i + "@contoso.com");
        }
        time.advance(Duration.ofSeconds(179));
        assertThat(limits.mailboxes()).isEqualTo(1_000);
        time.advance(Duration.ofSeconds(1));
        assertThat(limits.mailboxes()).isZero();
    }

    @Test
    void anInterruptedThreadStaysInterrupted() throws MessagingException {
        MailboxLimits limits = MailboxLimits.builder()
                .messagesPerMinute(1)
                .clock(time)
                .waiter(Waiter.IN_REAL_TIME)
                .build();
        limits.beforeMessage(MAILBOX);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> limits.beforeMessage(MAILBOX))
                .isExactlyInstanceOf(MessagingException.class)
                .hasMessageContaining("interrupted while a message of " + MAILBOX + " waited")
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void waitingInRealTimeReallyTakesTime() throws InterruptedException {
        long before = System.nanoTime();
        Waiter.IN_REAL_TIME.pause(Duration.ofMillis(20));
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(20_000_000);
        assertThat(Waiter.IN_REAL_TIME.acquire(new Semaphore(1), Duration.ZERO)).isTrue();
    }
}
