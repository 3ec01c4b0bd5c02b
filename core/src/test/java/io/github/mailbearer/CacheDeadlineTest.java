package io.github.mailbearer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callers who will not wait any longer, and sources that do not answer. */
@Timeout(30)
class CacheDeadlineTest {

    private static final TokenRequest REQUEST = TokenRequest.of("a@contoso.com");
    private static final Duration SHORT = Duration.ofMillis(60);

    private final FakeClock clock = new FakeClock();
    private final FakeSource source = new FakeSource(clock);
    private final RecordingListener listener = new RecordingListener();
    private final Gate gate = new Gate();
    // Requests are executed at once while the source answers, and elsewhere from the time it hangs; there they have
    // come
    // to the gate before the caller goes on. So the tests do not depend on the speed of the machine.
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Executor elsewhere = task -> {
        threads.execute(task);
        gate.awaitArrivals(1);
    };
    private volatile Executor executor = Runnable::run;
    private final CachingTokenProvider hasty = CachingTokenProvider.builder(source)
            .clock(clock)
            .acquireTimeout(SHORT)
            .executor(task -> executor.execute(task))
            .listener(listener)
            .build();
    private final CachingTokenProvider patient =
            CachingTokenProvider.builder(source).clock(clock).build();

    @AfterEach
    void close() {
        gate.open();
        hasty.close();
        patient.close();
        threads.shutdownNow();
    }

    private void answer(Duration lifetime) {
        executor = Runnable::run;
        source.issue(lifetime);
    }

    private void hang() {
        executor = elsewhere;
        source.behave((request, number) -> {
            gate.pass();
            return source.lasting(Duration.ofHours(1)).answer(request, number);
        });
    }

    private void hangDeafToInterruption() {
        executor = elsewhere;
        source.behave((request, number) -> {
            gate.passUninterrupted();
            return source.lasting(Duration.ofHours(1)).answer(request, number);
        });
    }

    @Test
    void aCallerGivesUpAtItsDeadline() {
        hang();
        long begun = System.nanoTime();

        assertThatThrownBy(() -> hasty.getToken(REQUEST))
                .isInstanceOf(TokenUnavailableException.class)
                .hasMessage("no token for a@contoso.com within 60 ms: the token provider"
                        + " io.github.mailbearer.FakeSource has not answered");
        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(SHORT.toNanos());
    }

    @Test
    void aSourceThatHangsIsInterruptedAndLeftAloneForAWhile() throws Exception {
        executor = elsewhere;
        SynchronousQueue<Throwable> ended = new SynchronousQueue<>();
        source.behave((request, number) -> {
            Throwable end = catchThrowable(gate::pass);
            ended.put(end);
            throw new TokenUnavailableException("interrupted");
        });
        assertThatThrownBy(() -> hasty.getToken(REQUEST)).hasMessageContaining("has not answered");

        assertThat(ended.poll(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        assertThatThrownBy(() -> hasty.getToken(REQUEST))
                .hasMessageContaining("has not answered for a@contoso.com within 60 ms and was interrupted (so since");
        assertThat(source.requests()).isEqualTo(1);
        assertThat(listener.heard())
                .containsExactly("failed with TokenUnavailableException for a@contoso.com, still serving nothing");
    }

    @Test
    void aSourceThatHangsDeafToInterruptionDoesNotBlockItsKey() {
        hangDeafToInterruption();
        assertThatThrownBy(() -> hasty.getToken(REQUEST)).isInstanceOf(TokenUnavailableException.class);
        answer(Duration.ofHours(1));
        clock.advance(Duration.ofMillis(1_200));

        assertThat(hasty.getToken(REQUEST).value()).isEqualTo("token-2");
    }

    @Test
    void aRefreshThatHangsIsGivenUpByTheNextCallerWhoNeedsItsOutcome() {
        TokenRequest other = TokenRequest.of("b@contoso.com");
        hasty.getToken(REQUEST);
        clock.setTo(Duration.ofMinutes(50));
        hang();
        hasty.getToken(REQUEST);
        assertThatThrownBy(() -> hasty.getToken(other))
                .as("longer than the limit")
                .isNotNull();
        clock.setTo(Duration.ofHours(1));

        assertThatThrownBy(() -> hasty.getToken(REQUEST))
                .as("at once")
                .hasMessageContaining("has not answered for a@contoso.com within 60 ms and was interrupted (so since");
    }

    @Test
    void anAnswerThatComesTooLateIsKept() throws Exception {
        hangDeafToInterruption();
        assertThatThrownBy(() -> hasty.getToken(REQUEST)).isInstanceOf(TokenUnavailableException.class);

        gate.open();
        listener.awaitAcquired(1);

        assertThat(hasty.getToken(REQUEST).value()).isEqualTo("token-1");
        assertThat(source.requests()).isEqualTo(1);
    }

    @Test
    void anAnswerThatComesTooLateDoesNotReplaceABetterToken() throws Exception {
        hangDeafToInterruption();
        assertThatThrownBy(() -> hasty.getToken(REQUEST)).isInstanceOf(TokenUnavailableException.class);
        answer(Duration.ofHours(2));
        clock.advance(Duration.ofMillis(1_200));
        hasty.getToken(REQUEST);

        gate.open();
        listener.awaitAcquired(2);

        assertThat(hasty.getToken(REQUEST).value()).isEqualTo("token-2");
    }

    @Test
    void aCallerWithATokenThatHasNotEndedGetsItAtItsDeadline() {
        hasty.getToken(REQUEST);
        hang();
        clock.setTo(Duration.ofMinutes(59));

        assertThat(hasty.getToken(REQUEST).value()).isEqualTo("token-1");
        assertThat(hasty.getToken(REQUEST).value()).as("without waiting again").isEqualTo("token-1");
        assertThat(source.requests()).isEqualTo(2);
    }

    @Test
    void aCallerWhoRenewsIsToldThatItTookTooLong() {
        AccessToken refused = hasty.getToken(REQUEST);
        hang();

        assertThatThrownBy(() -> hasty.renewToken(REQUEST, refused))
                .isInstanceOf(TokenUnavailableException.class)
                .hasMessageContaining("within 60 ms");
        assertThat(hasty.getToken(REQUEST)).isEqualTo(refused);
    }

    @Test
    void anInterruptedCallerLeavesAndTheOthersGetTheToken() throws Exception {
        hang();
        Crowd<AccessToken> staying = Crowd.of(4, () -> patient.getToken(REQUEST));
        gate.awaitArrivals(1);
        Crowd<Boolean> leaving = Crowd.of(1, () -> {
            assertThatThrownBy(() -> patient.getToken(REQUEST))
                    .isInstanceOf(TokenUnavailableException.class)
                    .hasMessageContaining("interrupted while waiting for a token for a@contoso.com")
                    .hasCauseInstanceOf(InterruptedException.class);
            return Thread.currentThread().isInterrupted();
        });
        leaving.awaitParked();
        leaving.interrupt();
        assertThat(leaving.answer()).as("the interrupt flag is restored").isTrue();

        gate.open();
        assertThat(staying.answers()).hasSize(4);
        assertThat(source.requests()).isEqualTo(1);
    }

    @Test
    void anInterruptedCallerIsServedWhatIsHeld() throws Exception {
        patient.getToken(REQUEST);

        Thread.currentThread().interrupt();
        assertThat(patient.getToken(REQUEST).value()).isEqualTo("token-1");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void theInterruptionOfARequestDoesNotHarmTheNextOneOnThatThread() throws Exception {
        BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
        BlockingQueue<Boolean> interruptedAfterwards = new LinkedBlockingQueue<>();
        Thread worker = new Thread(() -> {
            while (true) {
                try {
                    tasks.take().run();
                } catch (InterruptedException end) {
                    return;
                }
                interruptedAfterwards.add(Thread.currentThread().isInterrupted());
            }
        });
        worker.start();
        CachingTokenProvider cache = CachingTokenProvider.builder(source)
                .clock(clock)
                .executor(tasks::add)
                .acquireTimeout(SHORT)
                .build();
        hangDeafToInterruption();

        assertThatThrownBy(() -> cache.getToken(REQUEST)).isInstanceOf(TokenUnavailableException.class);
        gate.open();

        assertThat(interruptedAfterwards.poll(10, TimeUnit.SECONDS)).isFalse();
        worker.interrupt();
        worker.join(TimeUnit.SECONDS.toMillis(10));
        assertThat(worker.isAlive()).isFalse();
    }

    @Test
    void anExecutorThatForgetsItsWorkBlocksNoKey() {
        ManualExecutor forgetful = new ManualExecutor();
        forgetful.hold();
        CachingTokenProvider cache = CachingTokenProvider.builder(source)
                .clock(clock)
                .executor(forgetful)
                .acquireTimeout(SHORT)
                .build();
        assertThatThrownBy(() -> cache.getToken(REQUEST)).isInstanceOf(TokenUnavailableException.class);
        forgetful.runAll();
        assertThat(source.requests()).as("given up before it began").isZero();

        clock.advance(Duration.ofMillis(1_200));
        assertThat(cache.getToken(REQUEST).value()).isEqualTo("token-1");
    }

    @Test
    void aSourceThatAsksForTheVeryTokenItIsToAcquireIsToldSo() {
        CachingTokenProvider[] itself = new CachingTokenProvider[1];
        itself[0] = CachingTokenProvider.of(request -> itself[0].getToken(request));

        try (CachingTokenProvider cache = itself[0]) {
            assertThatThrownBy(() -> cache.getToken(REQUEST))
                    .isInstanceOf(TokenUnavailableException.class)
                    .hasRootCauseInstanceOf(IllegalStateException.class)
                    .rootCause()
                    .hasMessageContaining("asks the cache in front of it for the very token");
        }
    }
}
