package io.github.mailbearer.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mailbearer.testkit.CapturedLogs;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No mailbox has more connections at a time than are allowed. */
@Timeout(30)
class ConnectionLimitTest {

    private static final String MAILBOX = "noreply@contoso.com";

    private final FakeTime time = new FakeTime();
    private final Object owner = new Object();
    private final AtomicBoolean ended = new AtomicBoolean();

    @AfterEach
    void end() {
        ended.set(true);
    }

    private MailboxLimits three() {
        return MailboxLimits.builder().connections(3).waiter(time).build();
    }

    @Test
    void asManyAsAreAllowedGetInAtOnce() throws MessagingException {
        MailboxLimits limits = three();
        for (int i = 0; i < 3; i++) {
            limits.connection(MAILBOX, owner);
        }
        assertThat(time.waits()).isEmpty();
    }

    @Test
    void oneMoreWaitsAndIsToldWhatToDo() throws MessagingException {
        MailboxLimits limits = three();
        for (int i = 0; i < 3; i++) {
            limits.connection(MAILBOX, owner);
        }
        assertThatThrownBy(() -> limits.connection("NoReply@contoso.com", owner))
                .isExactlyInstanceOf(MessagingException.class)
                .isNotInstanceOf(AuthenticationFailedException.class)
                .hasMessageContaining("NoReply@contoso.com has 3 connections open")
                .hasMessageContaining("within PT2M")
                .hasMessageContaining("close connections")
                .hasMessageContaining("waitAtMost(…)")
                .hasMessageContaining("another mailbox");
        assertThat(time.waits()).containsExactly(Duration.ofMinutes(2));
        limits.connection("other@contoso.com", owner);
    }

    @Test
    void aClosedConnectionMakesRoomForOneHoweverOftenItIsClosed() throws MessagingException {
        MailboxLimits limits = three();
        limits.connection(MAILBOX, owner);
        limits.connection(MAILBOX, owner);
        Permit third = limits.connection(MAILBOX, owner);
        third.close();
        third.close();
        limits.connection(MAILBOX, owner);
        assertThat(time.waits()).isEmpty();
        assertThatThrownBy(() -> limits.connection(MAILBOX, owner)).isInstanceOf(MessagingException.class);
    }

    @Test
    void threadsGetInInTheOrderTheyCame() throws Exception {
        AtomicReference<Semaphore> seen = new AtomicReference<>();
        MailboxLimits limits = MailboxLimits.builder()
                .connections(1)
                .waiter((permits, atMost) -> {
                    seen.set(permits);
                    return Waiter.IN_REAL_TIME.acquire(permits, atMost);
                })
                .build();
        Permit first = limits.connection(MAILBOX, owner);
        List<Integer> order = new CopyOnWriteArrayList<>();
        CompletableFuture<?>[] waiting = new CompletableFuture<?>[5];
        for (int i = 0; i < waiting.length; i++) {
            int number = i;
            waiting[i] = CompletableFuture.runAsync(
                    () -> {
                        try {
                            Permit permit = limits.connection(MAILBOX, owner);
                            order.add(number);
                            permit.close();
                        } catch (MessagingException e) {
                            throw new AssertionError(e);
                        }
                    },
                    task -> new Thread(task).start());
            spinUntil(() -> seen.get() != null && seen.get().getQueueLength() == number + 1);
        }
        first.close();
        CompletableFuture.allOf(waiting).get(10, TimeUnit.SECONDS);
        assertThat(order).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void nobodyOvertakesThoseWhoWait() throws Exception {
        AtomicReference<Semaphore> seen = new AtomicReference<>();
        MailboxLimits limits = MailboxLimits.builder()
                .connections(1)
                .waiter((permits, atMost) -> {
                    seen.set(permits);
                    return Waiter.IN_REAL_TIME.acquire(permits, atMost);
                })
                .build();
        for (int i = 0; i < 500; i++) {
            seen.set(null);
            Permit held = limits.connection(MAILBOX, owner);
            List<String> order = new CopyOnWriteArrayList<>();
            Thread early = new Thread(() -> {
                try {
                    Permit permit = limits.connection(MAILBOX, owner);
                    order.add("early");
                    permit.close();
                } catch (MessagingException e) {
                    throw new AssertionError(e);
                }
            });
            early.start();
            spinUntil(() -> seen.get() != null && seen.get().hasQueuedThreads());
            held.close();
            Permit late = limits.connection(MAILBOX, owner);
            order.add("late");
            late.close();
            early.join();
            assertThat(order).containsExactly("early", "late");
        }
    }

    @Test
    void anInterruptedThreadStaysInterruptedAndHoldsNothing() throws Exception {
        MailboxLimits limits = MailboxLimits.builder().connections(1).build();
        Permit held = limits.connection(MAILBOX, owner);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> limits.connection(MAILBOX, owner))
                .isExactlyInstanceOf(MessagingException.class)
                .hasMessageContaining("interrupted while a connection of " + MAILBOX + " waited")
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        held.close();
        limits.connection(MAILBOX, owner).close();
    }

    @Test
    void anInterruptedThreadNeedNotWaitForWhatIsFree() throws MessagingException {
        Thread.currentThread().interrupt();
        try {
            three().connection(MAILBOX, owner);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aConnectionThatWasDroppedComesBackWithAWarning() throws MessagingException {
        MailboxLimits limits = MailboxLimits.builder().connections(1).build();
        try (CapturedLogs logs = CapturedLogs.everything()) {
            collectGarbage();
            limits.connection(MAILBOX, new Object());
            limits.connection(MAILBOX, owner);
            spinUntil(() -> logs.text().contains("was dropped without being closed"));
            assertThat(logs.text()).contains("A connection of " + MAILBOX + " was dropped");
        }
    }

    @Test
    void aConnectionThatWasClosedIsNotWarnedOf() throws MessagingException {
        MailboxLimits limits = MailboxLimits.builder().connections(1).build();
        try (CapturedLogs logs = CapturedLogs.everything()) {
            collectGarbage();
            limits.connection("closed@contoso.com", new Object()).close();
            limits.connection(MAILBOX, new Object());
            limits.connection(MAILBOX, owner);
            spinUntil(() -> logs.text().contains(MAILBOX));
            assertThat(logs.text()).doesNotContain("closed@contoso.com");
        }
    }

    @Test
    void mailboxesWithoutConnectionsAreForgottenAndOthersAreNot() throws MessagingException {
        MailboxLimits limits = three();
        for (int i = 0; i < 3; i++) {
            limits.connection(MAILBOX, owner);
        }
        for (int i = 0; i < 1_000; i++) {
            limits.connection(i + "@contoso.com", owner).close();
        }
        collectGarbage();
        spinUntil(() -> limits.mailboxes() == 1);
        assertThatThrownBy(() -> limits.connection(MAILBOX, owner)).isInstanceOf(MessagingException.class);
    }

    private static void spinUntil(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the condition holds in time").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    /** Collects garbage again and again until the test ends. */
    private void collectGarbage() {
        Thread thread = new Thread(() -> {
            while (!ended.get()) {
                System.gc();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
