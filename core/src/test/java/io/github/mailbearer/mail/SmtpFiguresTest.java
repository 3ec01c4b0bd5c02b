package io.github.mailbearer.mail;

import static io.github.mailbearer.mail.Mails.MAILBOX;
import static io.github.mailbearer.mail.Mails.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.CachingTokenProvider;
import io.github.mailbearer.TokenRequestDeniedException;
import io.github.mailbearer.TokenUnavailableException;
import io.github.mailbearer.sasl.ServerError;
import io.github.mailbearer.testkit.Refusal;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The figures of the bridge for SMTP, counted at the server as connections/AUTHs/failures. */
class SmtpFiguresTest extends SmtpTest {

    private String countOf(Sending sending) throws MessagingException {
        server.resetCounts();
        sending.run();
        return server.counts().toString();
    }

    private interface Sending {
        void run() throws MessagingException;
    }

    @Test
    void steadySendsTakeOneConnectionAndOneAuth() throws Exception {
        Session session = session();
        assertThat(countOf(() -> send(session))).isEqualTo("1/1/0");
        assertThat(countOf(() -> send(session))).isEqualTo("1/1/0");
        assertThat(tokens.asked()).isEqualTo(1);
        assertThat(server.messages()).hasSize(2);
    }

    @Test
    void sendsAfterARolloverTakeOneConnectionAndOneAuthForEver() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
        InstantSource clock = now::get;
        AtomicInteger generation = new AtomicInteger();
        try (CachingTokenProvider cache = CachingTokenProvider.builder(request -> AccessToken.of(
                        "token-" + generation.incrementAndGet(), now.get().plusSeconds(3600)))
                .clock(clock)
                .executor(Runnable::run)
                .build()) {
            Session session = Mails.to(server, cache).build();
            for (int hour = 1; hour <= 5; hour++) {
                accepted.only("token-" + hour);
                assertThat(countOf(() -> send(session))).as("hour %d", hour).isEqualTo("1/1/0");
                assertThat(countOf(() -> send(session))).as("hour %d", hour).isEqualTo("1/1/0");
                now.updateAndGet(instant -> instant.plusSeconds(3601));
            }
            assertThat(generation).hasValue(5);
        }
    }

    @Test
    void noSendFailsWhileTheIdentityProviderIsDownUntilTheTokenEnds() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));
        Instant end = now.get().plusSeconds(3600);
        AtomicBoolean down = new AtomicBoolean();
        AtomicInteger generation = new AtomicInteger();
        try (CachingTokenProvider cache = CachingTokenProvider.builder(request -> {
                    if (down.get()) {
                        throw new TokenUnavailableException("the identity provider is down");
                    }
                    return AccessToken.of(
                                    "token-" + generation.incrementAndGet(),
                                    now.get().plusSeconds(3600))
                            .withRefreshAt(now.get().plusSeconds(1800));
                })
                .clock(now::get)
                .executor(Runnable::run)
                .build()) {
            Session session = Mails.to(server, cache).build();
            send(session);
            down.set(true);
            now.set(end.minusSeconds(1800));
            int sends = 0;
            while (now.get().isBefore(end)) {
                assertThat(countOf(() -> send(session))).isEqualTo("1/1/0");
                sends++;
                now.updateAndGet(instant -> instant.plusSeconds(60));
            }
            assertThat(sends).isEqualTo(30);
            assertThat(catchThrowableOfType(MessagingException.class, () -> send(session)))
                    .hasMessageContaining("the identity provider is down");

            down.set(false);
            accepted.only("token-2");
            now.updateAndGet(instant -> instant.plusSeconds(72)); // a back-off step of at most 60 s, and its jitter
            assertThat(countOf(() -> send(session))).isEqualTo("1/1/0");
        }
    }

    @Test
    void reconnectingTheSameTransportAfterARolloverTakesOneAuth() throws Exception {
        Session session = Mails.to(server, tokens).uncached().build();
        Transport transport = session.getTransport();
        transport.connect();
        transport.close();
        accepted.only("token-2");
        assertThat(countOf(() -> {
                    transport.connect();
                    transport.close();
                }))
                .isEqualTo("1/1/0");
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECT", "CHALLENGE"})
    void aTokenRevokedEarlyIsRenewedOnce(Refusal how) throws Exception {
        server.refuseBy(how);
        Session session = session();
        send(session);
        accepted.only("token-2");
        assertThat(countOf(() -> send(session))).isEqualTo("2/2/1");
        assertThat(countOf(() -> send(session))).isEqualTo("1/1/0");
        assertThat(tokens.asked()).isEqualTo(2);
    }

    @Test
    void aChallengeIsAnsweredByAnEmptyLineAndNeverByTheToken() throws Exception {
        server.refuseBy(Refusal.CHALLENGE).challenge("{\"status\":\"401\",\"schemes\":\"Bearer\",\"scope\":\"mail\"}");
        accepted.only();
        TokenRejectedException refusal = catchThrowableOfType(TokenRejectedException.class, () -> send(session()));

        assertThat(refusal.error().flatMap(ServerError::status)).contains("401");
        assertThat(refusal.error().flatMap(ServerError::scope)).contains("mail");
        assertThat(refusal).hasMessageContaining("\"status\":\"401\"");
        List<String> transcript = server.transcript();
        for (int i = 0; i < transcript.size(); i++) {
            if (transcript.get(i).startsWith("S: 334 ") && transcript.get(i).length() > 10) {
                assertThat(transcript.get(i + 1)).isIn("C: ", "C:");
            }
        }
    }

    @Test
    void whenEverythingIsRefusedTheServersWordsArriveAndTheMailboxIsNotHammered() throws Exception {
        accepted.only();
        Session session = session();
        AtomicReference<TokenRejectedException> first = new AtomicReference<>();
        assertThat(countOf(() -> first.set(catchThrowableOfType(TokenRejectedException.class, () -> send(session)))))
                .isEqualTo("2/2/2");
        assertThat(tokens.asked()).isEqualTo(2);
        assertThat(first.get().reply()).startsWith("535 5.7.3 Authentication unsuccessful");
        assertThat(first.get().mailbox()).isEqualTo(MAILBOX);
        assertThat(first.get().server()).isEqualTo("localhost:" + server.port());
        assertThat(first.get())
                .hasMessageContaining(MAILBOX)
                .hasMessageContaining("localhost:" + server.port())
                .hasMessageContaining(first.get().reply())
                .hasMessageContaining("A fresh token was refused too")
                .hasMessageContaining("New-ServicePrincipal");

        for (int i = 0; i < 2; i++) {
            assertThat(countOf(() -> catchThrowableOfType(TokenRejectedException.class, () -> send(session))))
                    .isEqualTo("1/1/1");
        }
        assertThat(countOf(() -> catchThrowableOfType(MailboxPausedException.class, () -> send(session))))
                .as("three refusals in a row are enough")
                .isEqualTo("0/0/0");
        assertThat(tokens.asked()).isEqualTo(2);
    }

    @Test
    void anAcquisitionThatIsDeniedOpensNoConnection() throws Exception {
        TokenRequestDeniedException denied = new TokenRequestDeniedException("AADSTS7000215: wrong secret");
        Session session = Mails.to(server, ScriptedTokens.failing(denied)).build();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        assertThat(countOf(() -> failure.set(catchThrowableOfType(MessagingException.class, () -> send(session)))))
                .isEqualTo("0/0/0");
        assertThat(failure.get())
                .isInstanceOf(AuthenticationFailedException.class)
                .hasMessageContaining(MAILBOX)
                .hasMessageContaining("AADSTS7000215")
                .hasCauseInstanceOf(TokenRequestDeniedException.class);
    }

    @Test
    void anAcquisitionThatIsNotPossibleJustNowIsNoAuthenticationFailure() throws Exception {
        TokenUnavailableException down = new TokenUnavailableException("the token endpoint is down");
        Session session = Mails.to(server, ScriptedTokens.failing(down)).build();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        assertThat(countOf(() -> failure.set(catchThrowableOfType(MessagingException.class, () -> send(session)))))
                .isEqualTo("0/0/0");
        assertThat(failure.get())
                .isNotInstanceOf(AuthenticationFailedException.class)
                .hasCauseInstanceOf(TokenUnavailableException.class);
    }

    @Test
    void aRefusedTokenThatCannotBeRenewedJustNowIsNoAuthenticationFailure() throws Exception {
        Session session = session();
        send(session);
        accepted.only();
        tokens.thenFailing(new TokenUnavailableException("the token endpoint is down"));
        MessagingException failure = catchThrowableOfType(MessagingException.class, () -> send(session));
        assertThat(failure)
                .isNotInstanceOf(AuthenticationFailedException.class)
                .hasMessageContaining("535 5.7.3")
                .hasMessageContaining("the token endpoint is down")
                .hasCauseInstanceOf(TokenUnavailableException.class)
                .hasSuppressedException(failure.getSuppressed()[0]);
        assertThat(failure.getSuppressed()[0]).isInstanceOf(TokenRejectedException.class);

        assertThat(catchThrowableOfType(MessagingException.class, () -> send(session)))
                .as("while the identity provider is left alone")
                .isNotInstanceOf(AuthenticationFailedException.class)
                .hasCauseInstanceOf(TokenUnavailableException.class);
    }

    @Test
    void aLongTokenGoesInTheSecondStepWhereLinesAreLimited() throws Exception {
        String token = "t".repeat(9000);
        accepted.only(token);
        server.maximumCommandLine(512);
        Session session = Mails.to(server, ScriptedTokens.always(token)).build();
        assertThat(countOf(() -> send(session))).isEqualTo("1/1/0");
    }

    @Test
    void aLongTokenGoesInOneLineWhereOnlyThatIsTakenAndThatIsRemembered() throws Exception {
        String token = "t".repeat(9000);
        accepted.only(token);
        server.oneLineAuthOnly(true);
        Session session = Mails.to(server, ScriptedTokens.always(token)).build();
        assertThat(countOf(() -> send(session))).isEqualTo("1/1/0");
        assertThat(countOf(() -> send(session))).isEqualTo("1/1/0");
        assertThat(server.transcript().stream().filter("C: AUTH XOAUTH2"::equals))
                .hasSize(1);
    }

    @Test
    void whatWasRememberedOfAServerIsForgottenWhenItNoLongerHolds() throws Exception {
        String token = "t".repeat(9000);
        accepted.only(token);
        server.oneLineAuthOnly(true);
        Session session = Mails.to(server, ScriptedTokens.always(token)).build();
        send(session);

        server.oneLineAuthOnly(false).maximumCommandLine(512);
        assertThat(catchThrowableOfType(MessagingException.class, () -> send(session)))
                .isNotInstanceOf(AuthenticationFailedException.class);
        assertThat(countOf(() -> send(session))).isEqualTo("1/1/0");
    }

    @Test
    void aShortTokenGoesInOneLine() throws Exception {
        send(session());
        assertThat(server.transcript()).anyMatch(line -> line.startsWith("C: AUTH XOAUTH2 dXNlcj1"));
    }

    @Test
    void eightThreadsDeliverEverythingAlthoughTheTokenIsRevokedMidway() throws Exception {
        Session session = session();
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            CountDownLatch midway = new CountDownLatch(80);
            List<Future<?>> senders = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                senders.add(pool.submit(() -> {
                    for (int i = 0; i < 20; i++) {
                        send(session);
                        midway.countDown();
                    }
                    return null;
                }));
            }
            assertThat(midway.await(20, TimeUnit.SECONDS)).isTrue();
            accepted.only("token-2");
            for (Future<?> sender : senders) {
                sender.get(20, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(server.messages()).hasSize(160);
        assertThat(tokens.asked()).isEqualTo(2);
        assertThat(server.counts().failures()).isLessThanOrEqualTo(8);
    }
}
