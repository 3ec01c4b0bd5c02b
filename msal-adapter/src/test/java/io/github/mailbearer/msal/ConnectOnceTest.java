package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.Connecting.MAILBOX;
import static io.github.mailbearer.msal.Connecting.OTHER;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mailbearer.TokenUnavailableException;
import io.github.mailbearer.msal.MailboxNotConnectedException.Reason;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An answer is redeemed once, however often and wherever it comes. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConnectOnceTest {

    private static final int CALLBACKS = 8;

    private static Connecting connecting;

    private MailboxConnector connector;
    private AuthorizationRequest request;
    private Map<String, String> callback;

    @BeforeAll
    static void start() {
        connecting = new Connecting();
    }

    @AfterAll
    static void stop() {
        connecting.close();
    }

    @BeforeEach
    void reset() {
        connecting.reset();
        connector = connecting.connector;
        request = connector.begin(MAILBOX);
        callback = connecting.signIn(request, MAILBOX);
    }

    private ConnectedMailbox complete(MailboxConnector node) {
        return node.complete(callback, request.browserValue());
    }

    @Test
    void aReloadOfThePageIsToldTheSameOnEachNode() {
        ConnectedMailbox first = complete(connector);

        for (MailboxConnector node : List.of(connector, connecting.builder().build())) {
            connecting.clock.advance(Duration.ofMinutes(20));
            assertThat(complete(node)).usingRecursiveComparison().isEqualTo(first);
        }
        assertThat(connecting.entra.tokenRequestCount()).isEqualTo(1);
    }

    @Test
    void aReloadNeedsTheSameBrowserAllTheSame() {
        complete(connector);

        assertThat(connecting.refusal(callback, null).reason()).isEqualTo(Reason.BROWSER_MISMATCH);
        assertThat(connecting
                        .refusal(callback, connector.begin(MAILBOX).browserValue())
                        .reason())
                .isEqualTo(Reason.STATE_INVALID);
    }

    @Test
    void callbacksAtTheSameTimeOnSeveralNodesMakeOneRequest() throws Exception {
        CountDownLatch claiming = new CountDownLatch(CALLBACKS);
        connecting.rows.beforeWrite = key -> {
            if (!key.mailbox().equals(MAILBOX)) {
                claiming.countDown();
                awaitQuietly(claiming);
            }
        };
        ExecutorService nodes = Executors.newFixedThreadPool(CALLBACKS);
        try {
            List<Future<ConnectedMailbox>> calls = new ArrayList<>();
            for (int i = 0; i < CALLBACKS; i++) {
                MailboxConnector node =
                        connecting.builder().sleeper(Pauses.Sleeper.SYSTEM).build();
                calls.add(nodes.submit(() -> complete(node)));
            }

            for (Future<ConnectedMailbox> call : calls) {
                assertThat(call.get().mailbox()).isEqualTo(MAILBOX);
            }
        } finally {
            nodes.shutdownNow();
        }
        assertThat(connecting.entra.tokenRequestCount()).isEqualTo(1);
    }

    @Test
    void whoComesSecondWaitsForTheFirstWithinABound() throws Exception {
        CountDownLatch redeeming = new CountDownLatch(1);
        CountDownLatch proceed = new CountDownLatch(1);
        connecting.rows.beforeWrite = key -> {
            if (key.mailbox().equals(MAILBOX)) {
                redeeming.countDown();
                awaitQuietly(proceed);
            }
        };
        ExecutorService first = Executors.newSingleThreadExecutor();
        try {
            Future<ConnectedMailbox> running = first.submit(() -> complete(connector));
            redeeming.await();

            assertThatExceptionOfType(TokenUnavailableException.class)
                    .isThrownBy(() -> complete(connecting.builder().build()))
                    .withMessageContaining("Reload the page");
            assertThat(connecting.pauses.stream().reduce(Duration.ZERO, Duration::plus))
                    .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(31));

            proceed.countDown();
            assertThat(running.get().mailbox()).isEqualTo(MAILBOX);
            assertThat(complete(connecting.builder().build()).mailbox()).isEqualTo(MAILBOX);
        } finally {
            proceed.countDown();
            first.shutdownNow();
        }
        assertThat(connecting.entra.tokenRequestCount()).isEqualTo(1);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whoeverWaitsCanBeInterrupted() {
        claimedByANodeThatIsGone();
        MailboxConnector node = connecting
                .builder()
                .sleeper(time -> {
                    throw new InterruptedException();
                })
                .build();

        assertThatExceptionOfType(TokenUnavailableException.class).isThrownBy(() -> complete(node));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void afterANodeDiedInTheMiddleThePersonBeginsAgain() {
        claimedByANodeThatIsGone();
        connecting.clock.advance(Duration.ofMinutes(8));

        MailboxNotConnectedException refusal = connecting.refusal(callback, request.browserValue());

        assertThat(refusal.reason()).isEqualTo(Reason.STATE_EXPIRED);
        assertThat(refusal).hasMessageContaining("connect it again");
        assertThat(connecting.entra.tokenRequestCount()).isZero();
        assertThat(connecting.connect(MAILBOX).mailbox()).isEqualTo(MAILBOX);
    }

    @Test
    void aClaimIsAliveToANodeWhoseClockIsThreeMinutesAheadHoweverLongARequestMayTake() {
        EntraApplication patient = Applications.of(connecting.entra)
                .requestTimeout(Duration.ofMinutes(2))
                .build();
        claimedByANodeThatIsGone();
        connecting.clock.advance(Duration.ofMinutes(2 + 3));
        assertBusy(connector);

        connecting.clock.advance(Duration.ofMinutes(6));
        assertBusy(connecting.builder(patient).build());
    }

    private void assertBusy(MailboxConnector node) {
        assertThatExceptionOfType(TokenUnavailableException.class)
                .isThrownBy(() -> complete(node))
                .withMessageContaining("being handled by another request");
    }

    private void claimedByANodeThatIsGone() {
        TokenCacheKey key = connecting.connections.stateKey(connecting.clock.instant(), sha256(callback.get("state")));
        SignInRow claimed = SignInRow.claimed(connecting.clock.instant(), "gone");
        assertThat(connecting.connections.store().compareAndSet(key, 0, claimed.write()))
                .isTrue();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anAnswerThatWasPurgedIsNotRedeemedAnew() {
        complete(connector);
        connecting.clock.advance(Duration.ofMinutes(61));
        connecting.builder().build().begin(OTHER);

        assertThat(connecting.connections.states()).isEmpty();
        assertThat(connecting.refusal(callback, request.browserValue()).reason())
                .isEqualTo(Reason.STATE_EXPIRED);
        assertThat(connecting.entra.tokenRequestCount()).isEqualTo(1);
    }

    @Test
    void allThatIsOldIsPurgedAndNothingElse() {
        oldSignIns(120);
        connecting.clock.advance(Duration.ofMinutes(55));
        oldSignIns(3);
        connecting.connect(OTHER);
        connecting.clock.advance(Duration.ofMinutes(6));
        int loads = connecting.rows.loads.get();

        connecting.builder().build().begin(SignInOptions.of(MAILBOX).withClaims("{}"));

        assertThat(connecting.connections.states()).hasSize(4);
        assertThat(connecting.rows.loads.get() - loads)
                .as("only the old ones are read")
                .isEqualTo(120);
        assertThat(connector.list()).as("no mailbox among them").hasSize(1);
    }

    @Test
    void whatIsLeftWhenPurgingTakesTooLongIsGoneOnWithTheNextTime() {
        oldSignIns(5);
        connecting.clock.advance(Duration.ofMinutes(61));
        MailboxConnector node = connecting.builder().build();
        connecting.rows.beforeLoad = key -> connecting.clock.advance(Duration.ofMillis(600));
        SignInOptions options = SignInOptions.of(MAILBOX).withClaims("{}");

        node.begin(options);
        assertThat(connecting.connections.states()).hasSize(3);
        node.begin(options);
        assertThat(connecting.connections.states()).hasSize(1);
        node.begin(options);
        assertThat(connecting.connections.states()).isEmpty();

        int lists = connecting.rows.lists.get();
        node.begin(options);
        assertThat(connecting.rows.lists).as("then not each time").hasValue(lists);
    }

    private void oldSignIns(int count) {
        for (int i = 0; i < count; i++) {
            SignInRow old = SignInRow.claimed(connecting.clock.instant(), "gone");
            TokenCacheKey key = connecting.connections.stateKey(connecting.clock.instant(), "s" + i);
            assertThat(connecting.connections.store().compareAndSet(key, 0, old.write()))
                    .isTrue();
        }
    }
}
