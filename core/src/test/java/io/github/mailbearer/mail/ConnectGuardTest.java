package io.github.mailbearer.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mailbearer.diagnosis.Catalogue;
import io.github.mailbearer.diagnosis.Diagnosis;
import io.github.mailbearer.diagnosis.Facts;
import io.github.mailbearer.diagnosis.Place;
import io.github.mailbearer.diagnosis.Symptom;
import io.github.mailbearer.sasl.SaslMechanism;
import io.github.mailbearer.sasl.ServerError;
import io.github.mailbearer.sasl.ServerRefusal;
import io.github.mailbearer.testkit.CapturedLogs;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A mailbox that is refused again and again is left alone for a while. */
@Timeout(30)
class ConnectGuardTest {

    private static final String MAILBOX = "noreply@contoso.com";
    private static final String SERVER = "smtp.office365.com:587";
    private static final String REPLY = "535 5.7.3 Authentication unsuccessful [host time id]";
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    private final FakeTime time = new FakeTime();
    private final List<String> heard = new ArrayList<>();
    private final ConnectGuard guard = guard().build();

    private ConnectGuard.Builder guard() {
        return ConnectGuard.builder().clock(time).listener(new Recorder());
    }

    private final class Recorder implements ConnectGuardListener {
        @Override
        public void paused(String mailbox, String server, Instant nextTry, TokenRejectedException refusal) {
            heard.add("paused " + mailbox + " at " + server + " for " + Duration.between(time.instant(), nextTry));
        }

        @Override
        public void trying(String mailbox, String server) {
            heard.add("trying " + mailbox + " at " + server);
        }

        @Override
        public void resumed(String mailbox, String server) {
            heard.add("resumed " + mailbox + " at " + server);
        }
    }

    private static TokenRejectedException refusal(String reply) {
        return refusal(MAILBOX, SERVER, reply);
    }

    private static TokenRejectedException refusal(String mailbox, String server, String reply) {
        ServerError error = new ServerError("{\"status\":\"400\"}");
        String[] hostAndPort = server.split(":", 2);
        LoginTarget target = new LoginTarget(
                Place.SMTP,
                hostAndPort[0],
                Integer.parseInt(hostAndPort[1]),
                mailbox,
                mailbox,
                List.of(SaslMechanism.XOAUTH2),
                false);
        return new TokenRejectedException(
                mailbox + " cannot sign in: " + reply,
                new MailLogin.Refusal(MailLogin.Verdict.RENEW, reply, error),
                target,
                Diagnosis.of(Symptom.ofReply(Place.SMTP, reply, error), Facts.none(), Catalogue.builtIn()));
    }

    /** A connect that is let through and refused. */
    private void connectRefused(String reply) throws MailboxPausedException {
        guard.before(MAILBOX, SERVER);
        guard.refused(MAILBOX, SERVER, refusal(reply));
        guard.ended(MAILBOX, SERVER);
    }

    private void connectRefused(int times) throws MailboxPausedException {
        for (int i = 0; i < times; i++) {
            connectRefused(REPLY);
        }
    }

    private void assertPaused() {
        assertThatThrownBy(() -> guard.before(MAILBOX, SERVER)).isInstanceOf(MailboxPausedException.class);
    }

    private Duration pause() {
        return Duration.between(time.instant(), guard.pausedUntil(MAILBOX).orElse(time.instant()));
    }

    @Test
    void twoRefusalsChangeNothing() throws MailboxPausedException {
        connectRefused(2);
        guard.before(MAILBOX, SERVER);
        assertThat(guard.pausedUntil(MAILBOX)).isEmpty();
        assertThat(heard).isEmpty();
    }

    @Test
    void theThirdRefusalInARowPausesForHalfAMinute() throws MailboxPausedException {
        connectRefused(3);
        assertPaused();
        assertThat(guard.pausedUntil(MAILBOX)).contains(FakeTime.START.plus(HALF_A_MINUTE));
        assertThat(heard).containsExactly("paused " + MAILBOX + " at " + SERVER + " for PT30S");
    }

    @Test
    void theExceptionTellsWhatTheServerSaidAndWhatToDo() throws Exception {
        connectRefused(2);
        TokenRejectedException last = refusal(REPLY);
        guard.refused(MAILBOX, SERVER, last);
        assertThatThrownBy(() -> guard.before(MAILBOX, SERVER))
                .isInstanceOf(MessagingException.class)
                .isInstanceOf(ServerRefusal.class)
                .isNotInstanceOf(AuthenticationFailedException.class)
                .hasMessageContaining(MAILBOX + " was refused 3 times in a row by " + SERVER)
                .hasMessageContaining(REPLY)
                .hasMessageContaining("left alone until 2026-01-01T00:00:30Z")
                .hasMessageContaining("Cure the cause")
                .hasMessageContaining("ConnectGuard.reset(\"" + MAILBOX + "\")")
                .hasCause(last)
                .isInstanceOfSatisfying(MailboxPausedException.class, e -> {
                    assertThat(e.nextTry()).isEqualTo(FakeTime.START.plus(HALF_A_MINUTE));
                    assertThat(e.reply()).isEqualTo(REPLY);
                    assertThat(e.error().orElseThrow().status()).contains("400");
                    assertThat(e.server()).isEqualTo(SERVER);
                    assertThat(e.mailbox()).isEqualTo(MAILBOX);
                });
    }

    @Test
    void theExceptionCanBeSerialized() throws Exception {
        MailboxPausedException before = new MailboxPausedException("paused", refusal(REPLY), FakeTime.START);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(before);
        MailboxPausedException after = (MailboxPausedException)
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        assertThat(after.reply()).isEqualTo(REPLY);
        assertThat(after.nextTry()).isEqualTo(FakeTime.START);
        assertThat(after.diagnosis().id()).isEqualTo("S1");
    }

    @Test
    void thePauseIsOverAtItsEndAndNotBefore() throws MailboxPausedException {
        connectRefused(3);
        time.advance(HALF_A_MINUTE.minusMillis(1));
        assertPaused();
        time.advance(Duration.ofMillis(1));
        assertThat(guard.pausedUntil(MAILBOX)).isEmpty();
        guard.before(MAILBOX, SERVER);
        assertThat(heard).last().isEqualTo("trying " + MAILBOX + " at " + SERVER);
    }

    @Test
    void eachFurtherRefusalDoublesThePauseUpToAQuarterOfAnHour() throws MailboxPausedException {
        connectRefused(3);
        List<String> pauses = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            pauses.add(pause().toString());
            time.advance(pause());
            connectRefused(1);
        }
        assertThat(pauses).containsExactly("PT30S", "PT1M", "PT2M", "PT4M", "PT8M", "PT15M", "PT15M");
        assertThatThrownBy(() -> guard.before(MAILBOX, SERVER)).hasMessageContaining("refused 10 times in a row");
    }

    @Test
    void successResetsAll() throws MailboxPausedException {
        connectRefused(3);
        time.advance(pause());
        guard.before(MAILBOX, SERVER);
        guard.succeeded(MAILBOX, SERVER);
        guard.ended(MAILBOX, SERVER);
        assertThat(heard).last().isEqualTo("resumed " + MAILBOX + " at " + SERVER);
        connectRefused(2);
        guard.before(MAILBOX, SERVER);
        assertThat(heard).hasSize(3);
        connectRefused(1);
        assertThat(pause()).isEqualTo(HALF_A_MINUTE);
    }

    @Test
    void successInBetweenBreaksTheRow() throws MailboxPausedException {
        connectRefused(2);
        guard.succeeded(MAILBOX, SERVER);
        connectRefused(2);
        guard.before(MAILBOX, SERVER);
        assertThat(heard).isEmpty();
    }

    @Test
    void aNetworkFaultInBetweenDoesNotBreakTheRow() throws MailboxPausedException {
        connectRefused(2);
        guard.before(MAILBOX, SERVER);
        guard.ended(MAILBOX, SERVER);
        connectRefused(1);
        assertPaused();
    }

    @Test
    void refusalsOfAnotherKindBeginAnotherRow() throws MailboxPausedException {
        connectRefused(2);
        connectRefused("535 5.7.139 Authentication unsuccessful, disabled for the Mailbox");
        connectRefused("535 5.7.139 Authentication unsuccessful, disabled for the Tenant");
        guard.before(MAILBOX, SERVER);
        connectRefused("535 5.7.139 in other words");
        assertPaused();
    }

    @Test
    void onceThereWasAPauseAnyRefusalDoublesIt() throws MailboxPausedException {
        connectRefused(3);
        time.advance(pause());
        connectRefused("535 5.7.139 Authentication unsuccessful");
        assertThat(pause()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void manyRefusalsAtOnceCountAsOnePause() throws MailboxPausedException {
        for (int i = 0; i < 20; i++) {
            guard.before(MAILBOX, SERVER);
        }
        for (int i = 0; i < 20; i++) {
            guard.refused(MAILBOX, SERVER, refusal(REPLY));
        }
        assertThat(pause()).isEqualTo(HALF_A_MINUTE);
        assertThat(heard).hasSize(1);
    }

    @Test
    void whileOneTriesTheOthersFailLocally() throws MailboxPausedException {
        connectRefused(3);
        time.advance(pause());
        guard.before(MAILBOX, SERVER);
        assertThatThrownBy(() -> guard.before(MAILBOX, SERVER))
                .isInstanceOf(MailboxPausedException.class)
                .hasMessageContaining("is being tried by another connect");
        assertThat(guard.pausedUntil(MAILBOX)).isPresent();
    }

    @Test
    void ofManyThreadsOneTries() throws Exception {
        int rounds = 500;
        int threads = 4;
        AtomicInteger through = new AtomicInteger();
        ConnectGuard shared = ConnectGuard.builder().refusals(1).clock(time).build();
        CyclicBarrier together = new CyclicBarrier(threads, () -> {
            shared.resetAll();
            shared.refused(MAILBOX, SERVER, refusal(REPLY));
            time.advance(HALF_A_MINUTE);
        });
        Callable<Void> connects = () -> {
            for (int i = 0; i < rounds; i++) {
                together.await();
                try {
                    shared.before(MAILBOX, SERVER);
                    through.incrementAndGet();
                } catch (MailboxPausedException another) {
                    assertThat(another).hasMessageContaining("is being tried by another connect");
                }
            }
            return null;
        };
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (Future<Void> ended : pool.invokeAll(Collections.nCopies(threads, connects))) {
                ended.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(through).hasValue(rounds);
    }

    @Test
    void aTrialThatEndsWithoutAnAnswerLeavesThePauseAndLetsTheNextTry() throws MailboxPausedException {
        connectRefused(3);
        time.advance(pause());
        guard.before(MAILBOX, SERVER);
        guard.ended(MAILBOX, SERVER);
        guard.before(MAILBOX, SERVER);
        guard.refused(MAILBOX, SERVER, refusal(REPLY));
        assertThat(pause()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aTrialThatNeverTellsItsEndIsGivenUp() throws MailboxPausedException {
        connectRefused(3);
        time.advance(pause());
        guard.before(MAILBOX, SERVER);
        time.advance(Duration.ofMinutes(2).minusMillis(1));
        assertPaused();
        assertThat(pause()).isEqualTo(Duration.ofMillis(1));
        time.advance(Duration.ofMillis(1));
        guard.before(MAILBOX, SERVER);
        assertPaused();
    }

    @Test
    void mailboxesAndServersAreIndependent() throws MailboxPausedException {
        connectRefused(3);
        guard.before("other@contoso.com", SERVER);
        guard.before(MAILBOX, "outlook.office365.com:993");
        assertThat(guard.pausedUntil("other@contoso.com")).isEmpty();
        assertThatThrownBy(() -> guard.before("NoReply@Contoso.com", SERVER))
                .isInstanceOf(MailboxPausedException.class);
        assertThat(guard.pausedUntil("NOREPLY@contoso.com")).isPresent();
    }

    @Test
    void ofSeveralServersTheLatestTimeIsTold() throws MailboxPausedException {
        connectRefused(3);
        time.advance(Duration.ofSeconds(10));
        String other = "outlook.office365.com:993";
        for (int i = 0; i < 3; i++) {
            guard.refused(MAILBOX, other, refusal(MAILBOX, other, "NO AUTHENTICATE failed."));
        }
        assertThat(pause()).isEqualTo(HALF_A_MINUTE);
    }

    @Test
    void aResetLetsTheMailboxThroughAtOnceAndNoOther() throws MailboxPausedException {
        connectRefused(3);
        String other = "other@contoso.com";
        for (int i = 0; i < 3; i++) {
            guard.refused(other, SERVER, refusal(other, SERVER, REPLY));
        }
        guard.reset("NoReply@contoso.com");
        assertThat(heard).last().isEqualTo("resumed " + MAILBOX + " at " + SERVER);
        connectRefused(2);
        guard.before(MAILBOX, SERVER);
        assertThat(guard.pausedUntil(other)).isPresent();
        guard.resetAll();
        guard.before(other, SERVER);
    }

    @Test
    void aClockThatIsSetBackEndsThePause() throws MailboxPausedException {
        connectRefused(3);
        time.advance(Duration.ofHours(-1));
        guard.before(MAILBOX, SERVER);
        assertPaused();
        time.advance(Duration.ofHours(-1));
        guard.before(MAILBOX, SERVER);
    }

    @Test
    void aMailboxThatNobodyConnectsForADayIsForgotten() throws MailboxPausedException {
        connectRefused(2);
        time.advance(Duration.ofDays(1));
        connectRefused(2);
        guard.before(MAILBOX, SERVER);
        assertThat(heard).isEmpty();
    }

    @Test
    void theNumbersMayBeChanged() {
        ConnectGuard strict = guard().refusals(1)
                .firstPause(Duration.ofMinutes(2))
                .longestPause(Duration.ofMinutes(3))
                .build();
        strict.refused(MAILBOX, SERVER, refusal(REPLY));
        assertThat(strict.pausedUntil(MAILBOX)).contains(time.instant().plus(Duration.ofMinutes(2)));
        time.advance(Duration.ofMinutes(2));
        strict.refused(MAILBOX, SERVER, refusal(REPLY));
        assertThat(strict.pausedUntil(MAILBOX)).contains(time.instant().plus(Duration.ofMinutes(3)));
        assertThat(strict).hasToString("ConnectGuard[refusals=1, firstPause=PT2M, longestPause=PT3M]");
        assertThat(ConnectGuard.create()).hasToString("ConnectGuard[refusals=3, firstPause=PT30S, longestPause=PT15M]");
    }

    @Test
    void whatIsOffLetsEverythingThrough() throws MailboxPausedException {
        ConnectGuard off = ConnectGuard.off();
        for (int i = 0; i < 10; i++) {
            off.before(MAILBOX, SERVER);
            off.refused(MAILBOX, SERVER, refusal(REPLY));
        }
        off.before(MAILBOX, SERVER);
        assertThat(off.pausedUntil(MAILBOX)).isEmpty();
        assertThat(off).hasToString("ConnectGuard[off]");
    }

    @Test
    void aListenerThatThrowsIsLoggedAndTheOthersHear() {
        ConnectGuard noisy = ConnectGuard.builder()
                .refusals(1)
                .clock(time)
                .listener(new ConnectGuardListener() {
                    @Override
                    public void paused(String mailbox, String server, Instant nextTry, TokenRejectedException refusal) {
                        throw new IllegalStateException("the pager is off");
                    }
                })
                .listener(new Recorder())
                .build();
        try (CapturedLogs logs = CapturedLogs.everything()) {
            assertThatCode(() -> noisy.refused(MAILBOX, SERVER, refusal(REPLY))).doesNotThrowAnyException();
            assertThat(logs.text())
                    .contains(MAILBOX + " was refused 1 times in a row by " + SERVER)
                    .contains("the pager is off")
                    .contains("the guard goes on");
        }
        assertThat(heard).hasSize(1);
    }

    @Test
    void aWrongSettingIsRefusedByName() {
        assertThatThrownBy(() -> ConnectGuard.builder().refusals(0).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("refusals is 0: give 1 or more, such as 3");
        assertThatThrownBy(
                        () -> ConnectGuard.builder().firstPause(Duration.ZERO).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("firstPause is PT0S: give a time from PT0.001S to PT24H");
        assertThatThrownBy(() -> ConnectGuard.builder()
                        .longestPause(Duration.ofSeconds(29))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("longestPause is PT29S: give a time from PT30S to PT24H");
    }
}
