package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.ConnectedMailboxes.MAILBOX;
import static io.github.mailbearer.msal.ConnectedMailboxes.REQUEST;
import static io.github.mailbearer.msal.ConnectedMailboxes.SMTP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.CachingTokenProvider;
import io.github.mailbearer.TokenException;
import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.TokenUnavailableException;
import io.github.mailbearer.testkit.EntraReply;
import io.github.mailbearer.testkit.RefreshTokenPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads and processes at the moment a token ends, with refresh tokens that are good once. */
@Timeout(60)
class DelegatedFlightTest {

    private static final int CALLERS = 100;

    private final ConnectedMailboxes mailboxes = new ConnectedMailboxes();
    private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);

    @BeforeEach
    void letTheTokenEnd() {
        mailboxes.entra.refreshTokens(RefreshTokenPolicy.ONE_TIME).latency(Duration.ofMillis(200));
        mailboxes.clock.advance(Duration.ofMinutes(61));
    }

    @AfterEach
    void stop() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        mailboxes.close();
    }

    private List<AccessToken> crowd(TokenProvider... providers) throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        List<Future<AccessToken>> answers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            TokenProvider provider = providers[i % providers.length];
            answers.add(threads.submit(() -> {
                gate.await();
                return provider.getToken(REQUEST);
            }));
        }
        gate.countDown();
        List<AccessToken> tokens = new ArrayList<>();
        for (Future<AccessToken> answer : answers) {
            tokens.add(answer.get()); // fails if one caller was told to sign in
        }
        return tokens;
    }

    @Test
    void aHundredThreadsMakeOneRequestAndNobodyIsToldToSignIn() throws Exception {
        List<AccessToken> tokens = crowd(mailboxes.provider());

        assertThat(tokens).hasSize(CALLERS).containsOnly(tokens.get(0));
        assertThat(mailboxes.requests()).isOne();
    }

    @Test
    void aHundredThreadsMakeOneRequestThroughTheCacheToo() throws Exception {
        try (CachingTokenProvider cache = CachingTokenProvider.builder(mailboxes.provider())
                .clock(mailboxes.clock)
                .build()) {
            assertThat(crowd(cache)).hasSize(CALLERS).containsOnly(cache.getToken(REQUEST));
        }
        assertThat(mailboxes.requests()).isOne();
    }

    @Test
    void tenProcessesMakeOneRequest() throws Exception {
        TokenProvider[] processes = new TokenProvider[10];
        for (int i = 0; i < processes.length; i++) {
            processes[i] = mailboxes.provider(Pauses.Sleeper.SYSTEM);
        }

        List<AccessToken> tokens = crowd(processes);

        assertThat(tokens).hasSize(CALLERS).containsOnly(tokens.get(0));
        assertThat(mailboxes.requests()).isOne();
    }

    @Test
    void twoSetsOfScopesTakeTurnsThoughTheStoreHasNoLeases() throws Exception {
        mailboxes.store.leaseless = true;
        MsalTokenProvider provider = mailboxes.provider(Pauses.Sleeper.SYSTEM);

        Future<AccessToken> one = threads.submit(() -> provider.getToken(REQUEST));
        Future<AccessToken> other = threads.submit(() -> provider.getToken(TokenRequest.of(MAILBOX, SMTP)));

        assertThat(one.get()).isNotEqualTo(other.get());
        assertThat(mailboxes.requests()).isEqualTo(2);
    }

    @Test
    void whoeverIsNotGivenTheTurnTakesItOverInTheEnd() {
        mailboxes.entra.latency(Duration.ZERO);
        mailboxes.store.leased = true;

        mailboxes.provider().getToken(REQUEST);

        Duration waited = mailboxes.pauses.stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(waited).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
        assertThat(mailboxes.pauses.get(0)).isEqualTo(Duration.ofMillis(50));
        assertThat(mailboxes.pauses).allMatch(pause -> pause.compareTo(Duration.ofMillis(500)) <= 0);
    }

    @Test
    void whoeverIsNotGivenTheTurnTakesTheResult() {
        mailboxes.store.leased = true;
        Rotation elsewhere = mailboxes.redeemElsewhere();
        AtomicInteger pauses = new AtomicInteger();

        AccessToken token = mailboxes
                .provider(time -> {
                    if (pauses.incrementAndGet() == 3) {
                        mailboxes.saveElsewhere(elsewhere);
                    }
                })
                .getToken(REQUEST);

        assertThat(token.value()).isEqualTo(elsewhere.token().value());
        assertThat(pauses).hasValue(3);
    }

    @Test
    void aCrowdSharesAFailureAndEachHasAnExceptionOfItsOwn() throws Exception {
        mailboxes.entra.answerAlways(EntraReply.throttled(Duration.ofSeconds(7)));
        MsalTokenProvider provider = mailboxes.provider();
        List<Future<TokenException>> failures = new ArrayList<>();
        CountDownLatch gate = new CountDownLatch(1);
        for (int i = 0; i < 20; i++) {
            failures.add(threads.submit(() -> {
                gate.await();
                try {
                    throw new AssertionError("got " + provider.getToken(REQUEST));
                } catch (TokenUnavailableException e) {
                    return e;
                }
            }));
        }
        gate.countDown();

        List<TokenException> thrown = new ArrayList<>();
        for (Future<TokenException> failure : failures) {
            thrown.add(failure.get());
        }
        assertThat(thrown).doesNotHaveDuplicates().allSatisfy(failure -> {
            assertThat(((TokenUnavailableException) failure).retryAfter()).contains(Duration.ofSeconds(7));
            assertThat(failure.error()).isPresent();
        });
    }

    @Test
    void anInterruptionIsTheAffairOfTheThreadThatWasInterrupted() throws Exception {
        mailboxes.entra.latency(Duration.ZERO).answerNext(EntraReply.hang());
        MsalTokenProvider provider = mailboxes.provider();
        int before = mailboxes.entra.tokenRequestCount();
        Future<AccessToken> first = threads.submit(() -> provider.getToken(REQUEST));
        mailboxes.entra.awaitTokenRequests(before + 1);
        Future<AccessToken> second = threads.submit(() -> provider.getToken(REQUEST));

        first.cancel(true);

        assertThat(second.get()).isNotNull();
    }

    @Test
    void aThreadThatWaitsForAnotherProcessCanBeInterrupted() {
        mailboxes.store.leased = true;
        Pauses.Sleeper interrupted = time -> {
            throw new InterruptedException();
        };

        assertThatExceptionOfType(TokenUnavailableException.class)
                .isThrownBy(() -> mailboxes.provider(interrupted).getToken(REQUEST))
                .withMessageContaining("Interrupted while waiting for another process");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aRejectedTokenIsRenewedOnceForAll() {
        mailboxes.entra.latency(Duration.ZERO);
        AccessToken rejected = mailboxes.provider().getToken(REQUEST);
        mailboxes.clock.advance(Duration.ofMinutes(1));

        AccessToken renewed = mailboxes.provider().renewToken(REQUEST, rejected);

        assertThat(renewed).isNotEqualTo(rejected);
        assertThat(mailboxes.provider().renewToken(REQUEST, rejected))
                .as("another process whose token was rejected")
                .isEqualTo(renewed);
        assertThat(mailboxes.requests()).isEqualTo(2);
    }

    @Test
    void anOlderTokenDoesNotReplaceARejectedOne() {
        mailboxes.entra.latency(Duration.ZERO);
        AccessToken rejected = mailboxes.provider().getToken(REQUEST);
        AccessToken newer = AccessToken.of("newer", rejected.expiresAt().plusSeconds(60));

        assertThat(mailboxes.provider().renewToken(REQUEST, newer)).isNotIn(rejected, newer);
    }
}
