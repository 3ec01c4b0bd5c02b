package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.Connecting.MAILBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.TokenUnavailableException;
import io.github.mailbearer.msal.MailboxNotConnectedException.Reason;
import io.github.mailbearer.testkit.EntraReply;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is down for a while loses no sign-in but where Entra's code was used up, and that is said. */
@Timeout(30)
class ConnectOutagesTest {

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

    private ConnectedMailbox complete() {
        return connector.complete(callback, request.browserValue());
    }

    private static Consumer<TokenCacheKey> failing(Predicate<TokenCacheKey> which, int times) {
        AtomicInteger left = new AtomicInteger(times);
        return key -> {
            if (which.test(key) && left.getAndDecrement() > 0) {
                throw new TokenCacheStoreException("the database is down", null);
            }
        };
    }

    private static boolean isMailbox(TokenCacheKey key) {
        return key.mailbox().equals(MAILBOX);
    }

    private static boolean isState(TokenCacheKey key) {
        return !isMailbox(key);
    }

    @Test
    void afterEntraWasDownAReloadWorks() {
        connecting.entra.answerNext(EntraReply.unavailable(503), EntraReply.reset());

        assertThatExceptionOfType(TokenUnavailableException.class).isThrownBy(this::complete);
        assertThatExceptionOfType(TokenUnavailableException.class).isThrownBy(this::complete);

        assertThat(complete().mailbox()).isEqualTo(MAILBOX);
    }

    @Test
    void afterTheCredentialWasPutRightAReloadWorks() {
        connecting.entra.answerNext(EntraReply.invalidClientSecret());

        MailboxNotConnectedException refusal = connecting.refusal(callback, request.browserValue());

        assertThat(refusal.reason()).isEqualTo(Reason.REFUSED);
        assertThat(refusal.error()).contains("invalid_client");
        assertThat(refusal).hasMessageContaining("client secret");
        assertThat(complete().mailbox()).isEqualTo(MAILBOX);
    }

    @Test
    void whileTheStoreIsDownNothingIsAskedOfEntra() {
        connecting.rows.beforeWrite = failing(ConnectOutagesTest::isState, 1);
        assertThatExceptionOfType(TokenUnavailableException.class)
                .isThrownBy(this::complete)
                .withMessageContaining("reload the page")
                .withCauseInstanceOf(TokenCacheStoreException.class);

        connecting.rows.beforeWrite = key -> {};
        connecting.rows.beforeLoad = failing(ConnectOutagesTest::isMailbox, 1);
        assertThatExceptionOfType(TokenUnavailableException.class).isThrownBy(this::complete);
        assertThat(connecting.entra.tokenRequestCount()).isZero();

        assertThat(complete().mailbox()).isEqualTo(MAILBOX);
    }

    @Test
    void aClaimThatWasStoredAlthoughTheStoreFailedIsGoneOnWith() {
        connecting.rows.afterWrite = failing(ConnectOutagesTest::isState, 1);
        AtomicInteger loads = new AtomicInteger();
        connecting.rows.beforeLoad = failing(key -> isState(key) && loads.incrementAndGet() > 1, 2);

        assertThat(complete().mailbox()).isEqualTo(MAILBOX);
        assertThat(complete().mailbox()).as("on a reload").isEqualTo(MAILBOX);

        assertThat(connecting.entra.tokenRequestCount()).isEqualTo(1);
    }

    @Test
    void aClaimOfAnotherNodeIsNotTakenForOnesOwn() {
        AtomicInteger writes = new AtomicInteger();
        connecting.rows.beforeWrite = key -> {
            if (isState(key) && writes.incrementAndGet() == 1) {
                SignInRow others = SignInRow.claimed(connecting.clock.instant(), "another node");
                connecting.connections.store().compareAndSet(key, 0, others.write());
                throw new TokenCacheStoreException("the database is down", null);
            }
        };

        assertThatExceptionOfType(TokenUnavailableException.class).isThrownBy(this::complete);

        assertThat(connecting.entra.tokenRequestCount()).isZero();
    }

    @Test
    void aSaveThatFailsIsTriedAgainWithoutRedeemingAgain() {
        connecting.rows.beforeWrite = failing(ConnectOutagesTest::isMailbox, 4);

        assertThat(complete().mailbox()).isEqualTo(MAILBOX);

        assertThat(connecting.entra.tokenRequestCount()).isEqualTo(1);
        assertThat(connecting.row(MAILBOX).refreshToken()).isPresent();
        assertThat(connecting.pauses).hasSize(4);
    }

    @Test
    void aSaveThatKeepsFailingIsToldExactlyAndOnAReloadToo() {
        connecting.rows.beforeWrite = failing(ConnectOutagesTest::isMailbox, Integer.MAX_VALUE);

        assertThatExceptionOfType(TokenUnavailableException.class)
                .isThrownBy(this::complete)
                .withMessageContaining("given once only")
                .withMessageContaining("connect it again");
        assertThat(connecting.pauses.stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));

        connecting.rows.beforeWrite = key -> {};
        MailboxNotConnectedException refusal = connecting.refusal(callback, request.browserValue());
        assertThat(refusal.reason()).isEqualTo(Reason.NOT_STORED);
        assertThat(connecting.entra.tokenRequestCount()).isEqualTo(1);
        assertThat(connecting.connect(MAILBOX).mailbox()).isEqualTo(MAILBOX);
    }

    @Test
    void aSaveThatWasStoredAlthoughTheStoreFailedIsNotWrittenOverWhatCameOfIt() {
        Instant begun = connecting.clock.instant();
        AtomicReference<Connection> refreshed = new AtomicReference<>();
        connecting.rows.afterWrite = key -> {
            if (isMailbox(key)) {
                connecting.rows.afterWrite = other -> {};
                connecting.clock.advance(Duration.ofMinutes(61));
                MsalTokenProvider.delegated(
                                connecting.application, connecting.store(), connecting.clock, connecting.pauses::add)
                        .getToken(TokenRequest.of(MAILBOX));
                refreshed.set(connecting.row(MAILBOX));
                throw new TokenCacheStoreException("the connection broke after the commit", null);
            }
        };

        assertThat(complete().connectedAt()).isEqualTo(begun);

        assertThat(refreshed.get().refreshedAt()).isAfter(begun);
        assertThat(connecting.row(MAILBOX)).isEqualTo(refreshed.get());
    }

    @Test
    void aSaveGoesOnThoughTheThreadIsInterrupted() {
        AtomicInteger left = new AtomicInteger(2);
        connecting.rows.beforeWrite = key -> {
            if (isMailbox(key) && left.getAndDecrement() > 0) {
                Thread.currentThread().interrupt();
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new TokenCacheStoreException("the driver gave up", null);
            }
        };
        MailboxConnector node = connecting
                .builder()
                .sleeper(time -> {
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                })
                .build();

        ConnectedMailbox mailbox = node.complete(callback, request.browserValue());

        assertThat(Thread.interrupted()).as("is told to the caller").isTrue();
        assertThat(mailbox.mailbox()).isEqualTo(MAILBOX);
        assertThat(complete().mailbox()).as("on a reload").isEqualTo(MAILBOX);
    }

    @Test
    void anInterruptBeforeTheRequestLeavesTheAnswerGood() {
        connecting.rows.beforeLoad = key -> {
            if (isMailbox(key)) {
                Thread.currentThread().interrupt();
            }
        };
        connecting.rows.beforeWrite = key -> {
            if (Thread.currentThread().isInterrupted()) {
                throw new TokenCacheStoreException("the driver gave up", null);
            }
        };
        assertThatExceptionOfType(TokenUnavailableException.class).isThrownBy(this::complete);
        assertThat(Thread.interrupted()).isTrue();

        connecting.rows.beforeLoad = key -> {};
        assertThat(complete().mailbox()).isEqualTo(MAILBOX);
    }

    @Test
    void aResultThatCannotBeKeptIsToldAllTheSame() {
        AtomicInteger writes = new AtomicInteger();
        connecting.rows.beforeWrite = failing(key -> isState(key) && writes.incrementAndGet() == 2, 1);

        assertThat(complete().mailbox()).isEqualTo(MAILBOX);

        assertThat(connector.find(MAILBOX)).isPresent();
    }

    @Test
    void aRowThatCannotBeReadIsNotWrittenOverNorTheCodeUsed() {
        TokenCacheKey key = connecting.connections.key(MAILBOX);
        connecting.rows.rows.compareAndSet(key, 0, new byte[] {1, 2, 3});

        MailboxNotConnectedException refusal = connecting.refusal(callback, request.browserValue());

        assertThat(refusal.reason()).isEqualTo(Reason.NOT_STORED);
        assertThat(refusal).hasMessageContaining("disconnect the mailbox");
        assertThat(connecting.rows.rows.load(key).content()).contains(new byte[] {1, 2, 3});
        assertThatExceptionOfType(UnreadableTokenCacheException.class).isThrownBy(() -> connector.begin(MAILBOX));
        assertThat(connecting.entra.tokenRequestCount()).isZero();

        connector.disconnect(MAILBOX);
        assertThat(complete().mailbox()).isEqualTo(MAILBOX);
    }

    @Test
    void aSignInBeginsEvenIfThePastCannotBeTidied() {
        for (int i = 0; i < 3; i++) {
            TokenCacheKey key = connecting.connections.stateKey(connecting.clock.instant(), "s" + i);
            connecting.rows.rows.compareAndSet(key, 0, new byte[] {1});
        }
        connecting.clock.advance(Duration.ofMinutes(61));
        assertThat(connecting.builder().build().begin(MAILBOX).url()).isNotNull();
        assertThat(connecting.connections.states()).as("nobody can read them").isEmpty();

        connecting.rows.beforeList = () -> {
            throw new TokenCacheStoreException("the database is down", null);
        };
        assertThat(connecting.builder().build().begin(MAILBOX).url()).isNotNull();
    }
}
