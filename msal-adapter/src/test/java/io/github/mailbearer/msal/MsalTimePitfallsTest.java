package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.Applications.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.MsalInteractionRequiredException;
import com.microsoft.aad.msal4j.MsalServiceException;
import io.github.mailbearer.AccessToken;
import io.github.mailbearer.CachingTokenProvider;
import io.github.mailbearer.TokenUnavailableException;
import io.github.mailbearer.testkit.EntraReply;
import io.github.mailbearer.testkit.RefreshTokenPolicy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What MSAL4J does with threads and time when it is left to itself, and what we do instead: pitfalls 1, 2, 3, 4 and 6. */
@Timeout(60)
class MsalTimePitfallsTest {

    private static final int CALLERS = 20;

    private final ConnectedMailboxes mailboxes = new ConnectedMailboxes();
    private final MsalTokenProvider ours = MsalTokenProvider.clientCredentials(mailboxes.application, mailboxes.clock);
    private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);

    @AfterEach
    void stop() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        mailboxes.close();
    }

    /** What came of it when all called at once: results and failures. */
    private <T> List<Object> crowd(Callable<T> call) throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        List<Future<T>> futures = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            futures.add(threads.submit(() -> {
                gate.await();
                return call.call();
            }));
        }
        gate.countDown();
        List<Object> outcomes = new ArrayList<>();
        for (Future<T> future : futures) {
            try {
                outcomes.add(future.get());
            } catch (ExecutionException e) {
                outcomes.add(e.getCause());
            }
        }
        return outcomes;
    }

    @Test
    void pitfall1_msalRunsOnAThreadThatItDidNotAskForAndWeOnTheCallersOwn() {
        AtomicReference<Thread> msals = new AtomicReference<>();
        ConfidentialClientApplication msal =
                PlainMsal.build(PlainMsal.builder(mailboxes.entra).httpClient(request -> {
                    msals.set(Thread.currentThread());
                    throw new IllegalStateException("enough seen");
                }));
        CompletableFuture<IAuthenticationResult> theirs = msal.acquireToken(PlainMsal.appOnly());
        assertThat(theirs).failsWithin(Duration.ofSeconds(10));
        assertThat(msals.get()).isNotSameAs(Thread.currentThread());

        AtomicReference<Thread> own = new AtomicReference<>();
        MsalTokenProvider provider = MsalTokenProvider.clientCredentials(Applications.of(mailboxes.entra)
                .credential(EntraCredential.secret(() -> {
                    own.set(Thread.currentThread());
                    return mailboxes.entra.clientSecret();
                }))
                .build());
        provider.getToken(REQUEST);
        assertThat(own.get()).isSameAs(Thread.currentThread());
        // That the request itself needs no common pool either is shown by ThreadsTest.aStuckCommonPoolIsNotInTheWay.
    }

    @Test
    void pitfall2_msalWaitsForEverAndDoesNotLetItselfBeCancelledAndWeGiveUpInTime() throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        ConfidentialClientApplication msal = PlainMsal.build(
                PlainMsal.builder(mailboxes.entra).executorService(threads).httpClient(request -> {
                    sent.countDown();
                    answer.await();
                    ended.countDown();
                    throw new IllegalStateException("enough seen");
                }));
        assertThat(msal.connectTimeoutForDefaultHttpClient()).isNull();
        assertThat(msal.readTimeoutForDefaultHttpClient()).isNull();
        CompletableFuture<IAuthenticationResult> theirs = msal.acquireToken(PlainMsal.appOnly());
        sent.await();
        assertThat(theirs.cancel(true)).isTrue();
        assertThat(ended.getCount()).as("the request goes on").isOne();
        answer.countDown();
        ended.await();

        mailboxes.entra.answerAlways(EntraReply.hang());
        MsalTokenProvider bounded = MsalTokenProvider.clientCredentials(Applications.of(mailboxes.entra)
                .requestTimeout(Duration.ofSeconds(1))
                .build());
        assertThatExceptionOfType(TokenUnavailableException.class)
                .isThrownBy(() -> bounded.getToken(REQUEST))
                .withMessageContaining("gave no answer");
        int before = mailboxes.entra.tokenRequestCount();
        CountDownLatch left = new CountDownLatch(1);
        Future<?> call = threads.submit(() -> {
            try {
                ours.getToken(REQUEST);
            } finally {
                left.countDown();
            }
        });
        mailboxes.entra.awaitTokenRequests(before + 1);
        call.cancel(true);
        assertThat(left.await(5, TimeUnit.SECONDS))
                .as("far earlier than its timeout")
                .isTrue();
    }

    @Test
    void pitfall3_msalAsksOnceForEachCallerAndWeOnceForAll() throws Exception {
        mailboxes.entra.latency(Duration.ofMillis(300));
        ConfidentialClientApplication msal = PlainMsal.callerRuns(mailboxes.entra);
        crowd(() -> PlainMsal.appOnly(msal));
        int theirs = mailboxes.requests();
        assertThat(theirs).isGreaterThan(CALLERS / 2);

        try (CachingTokenProvider cache = CachingTokenProvider.of(ours)) {
            assertThat(crowd(() -> cache.getToken(REQUEST))).hasSize(CALLERS).containsOnly(cache.getToken(REQUEST));
        }
        assertThat(mailboxes.requests() - theirs).isOne();
    }

    @Test
    void pitfall3_msalTellsPeopleToSignInWhoseRefreshTokenAnotherThreadHasUsedAndWeDoNot() throws Exception {
        mailboxes.entra.refreshTokens(RefreshTokenPolicy.ONE_TIME);
        ConfidentialClientApplication msal = PlainMsal.callerRuns(mailboxes.entra);
        String refreshToken = mailboxes.entra.issueRefreshToken(ConnectedMailboxes.MAILBOX, ConnectedMailboxes.SMTP);
        IAuthenticationResult first = PlainMsal.redeem(msal, refreshToken, ConnectedMailboxes.SMTP);
        mailboxes.entra.latency(Duration.ofMillis(300));
        // A token for other scopes is what each of them lacks, as each does when the token ends.
        List<Object> theirs = crowd(() -> PlainMsal.silent(msal, first.account(), ConnectedMailboxes.IMAP));
        assertThat(theirs)
                .filteredOn(MsalInteractionRequiredException.class::isInstance)
                .isNotEmpty();

        mailboxes.clock.advance(Duration.ofMinutes(61));
        int before = mailboxes.requests();
        MsalTokenProvider delegated = mailboxes.provider();
        assertThat(crowd(() -> delegated.getToken(REQUEST))).hasOnlyElementsOfType(AccessToken.class);
        assertThat(mailboxes.requests() - before).isOne();
    }

    @Test
    void pitfall4_msalForgetsWhenEntraWantsATokenReplacedAndWeReplaceItWhileNobodyWaits() {
        mailboxes.entra.refreshIn(Duration.ofMinutes(30));
        ConfidentialClientApplication msal = PlainMsal.callerRuns(mailboxes.entra);
        PlainMsal.appOnly(msal);
        ConfidentialClientApplication later = PlainMsal.callerRuns(mailboxes.entra);
        later.tokenCache().deserialize(msal.tokenCache().serialize().replaceAll("(\"refresh_on\":\")\\d+", "$11"));
        int before = mailboxes.requests();
        PlainMsal.appOnly(later);
        assertThat(mailboxes.requests()).as("it is long past").isEqualTo(before);

        AtomicReference<Executor> executor = new AtomicReference<>(Runnable::run);
        Queue<Runnable> background = new ArrayDeque<>();
        try (CachingTokenProvider cache = CachingTokenProvider.builder(ours)
                .clock(mailboxes.clock)
                .executor(task -> executor.get().execute(task))
                .build()) {
            AccessToken first = cache.getToken(REQUEST);
            executor.set(background::add);
            mailboxes.clock.advance(Duration.ofMinutes(31));
            assertThat(cache.getToken(REQUEST)).as("nobody waits").isEqualTo(first);
            background.remove().run();
            assertThat(cache.getToken(REQUEST)).isNotEqualTo(first);
        }
    }

    @Test
    void pitfall6_msalAsksAgainWhereEntraHasAskedToWaitAndWeWait() {
        mailboxes.entra.answerAlways(EntraReply.throttled(Duration.ofSeconds(30)));
        ConfidentialClientApplication msal = PlainMsal.callerRuns(mailboxes.entra);
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(MsalServiceException.class)
                    .isThrownBy(() -> PlainMsal.appOnly(msal))
                    .satisfies(failure -> assertThat(failure.headers()).containsKey("retry-after"));
        }
        assertThat(mailboxes.requests()).isEqualTo(2);

        try (CachingTokenProvider cache = CachingTokenProvider.of(ours)) {
            for (int i = 0; i < 2; i++) {
                assertThatExceptionOfType(TokenUnavailableException.class)
                        .isThrownBy(() -> cache.getToken(REQUEST))
                        .satisfies(failure -> assertThat(failure.retryAfter())
                                .get()
                                .satisfies(wait -> assertThat(wait).isGreaterThan(Duration.ofSeconds(20))));
            }
        }
        assertThat(mailboxes.requests()).isEqualTo(3);
    }
}
