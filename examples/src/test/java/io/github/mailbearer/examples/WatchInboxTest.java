package io.github.mailbearer.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mailbearer.TokenRequestDeniedException;
import io.github.mailbearer.mail.MailProtocol;
import io.github.mailbearer.testkit.FakeMailServer;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WatchInboxTest {

    private final RollingTokens tokens = new RollingTokens(Instant.now());
    private final BlockingQueue<String> subjects = new LinkedBlockingQueue<>();
    private FakeMailServer imap;

    @BeforeEach
    void start() {
        imap = FakeMailServer.imap().tokens(tokens.accepted()).start();
    }

    @AfterEach
    void stop() {
        imap.close();
        tokens.close();
    }

    private WatchInbox watch(long last, WatchInbox.Handler handler) {
        return new WatchInbox(tokens.session(MailProtocol.IMAP, imap), last, handler, Duration.ofMillis(1));
    }

    private static CompletableFuture<Void> run(WatchInbox watch) {
        return CompletableFuture.runAsync(() -> {
            try {
                watch.run();
            } catch (AuthenticationFailedException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void close(WatchInbox watch, CompletableFuture<Void> running) throws Exception {
        watch.close();
        running.get(10, TimeUnit.SECONDS);
    }

    private void deliver(String subject) {
        imap.deliver(FakeTenant.MAILBOX, "From: you@contoso.example\nSubject: " + subject + "\n\nText\n");
    }

    private String next() throws InterruptedException {
        return subjects.poll(10, TimeUnit.SECONDS);
    }

    @Test
    void noMessageIsLostOverThreeRollovers() throws Exception {
        deliver("0");
        WatchInbox watch = watch(0, message -> subjects.add(message.getSubject()));
        CompletableFuture<Void> running = run(watch);
        assertThat(next()).isEqualTo("0");
        for (int hour = 1; hour <= 3; hour++) {
            tokens.rollOver();
            imap.bye("Session invalidated - AccessTokenExpired");
            deliver(hour + ", while nobody is there");
            assertThat(next()).isEqualTo(hour + ", while nobody is there");
            deliver(hour + ", while it waits");
            assertThat(next()).isEqualTo(hour + ", while it waits");
        }
        close(watch, running);
        assertThat(watch.last()).isEqualTo(7);
        assertThat(subjects).as("twice").isEmpty();
        assertThat(imap.counts()).hasToString("4/4/0");
        assertThat(tokens.issued()).isEqualTo(4);
        imap.awaitOpenConnections(0);
    }

    @Test
    void aMessageWhoseHandlingFailedIsHandledOnceMore() throws Exception {
        deliver("0");
        deliver("1");
        List<String> seen = new ArrayList<>();
        WatchInbox watch = watch(0, message -> {
            seen.add(message.getSubject());
            if (seen.size() == 2) {
                throw new MessagingException("the handler failed");
            }
            subjects.add(message.getSubject());
        });
        CompletableFuture<Void> running = run(watch);
        assertThat(next()).isEqualTo("0");
        assertThat(next()).isEqualTo("1");
        close(watch, running);
        assertThat(seen).containsExactly("0", "1", "1");
    }

    @Test
    void itGoesOnWhereItEnded() throws Exception {
        deliver("0");
        WatchInbox watch = watch(1, message -> subjects.add(message.getSubject()));
        CompletableFuture<Void> running = run(watch);
        while (imap.transcript().stream().noneMatch(line -> line.endsWith(" IDLE"))) {
            Thread.onSpinWait(); // until it has found nothing new
        }
        deliver("1");
        assertThat(next()).isEqualTo("1");
        close(watch, running);
    }

    @Test
    void itEndsWhenSomebodyMustAct() {
        tokens.fail(new TokenRequestDeniedException("wrong secret"));
        assertThatThrownBy(() -> watch(0, message -> {}).run())
                .isInstanceOf(AuthenticationFailedException.class)
                .hasMessageContaining("wrong secret");
    }
}
