package io.github.mailbearer.mail;

import static io.github.mailbearer.mail.Mails.MAILBOX;
import static io.github.mailbearer.mail.Mails.message;
import static io.github.mailbearer.mail.Mails.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.ForwardingTokenProvider;
import io.github.mailbearer.InteractionRequiredException;
import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenRequest;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Sessions share to spare a mailbox: the guard that pauses it, and the limits of its server. */
class SharedCareTest extends SmtpTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));

    @BeforeEach
    void acceptWhatComesAfterARenewal() {
        accepted.accept("token-2");
    }

    private Session guarded(ConnectGuard guard) {
        return Mails.to(server, tokens).guard(guard).build();
    }

    private void refuse(Session session) {
        assertThat(catchThrowableOfType(MessagingException.class, () -> send(session)))
                .isInstanceOf(TokenRejectedException.class);
    }

    @Test
    void afterThreeRefusalsConnectsFailHereAndSayWhy() throws Exception {
        ConnectGuard guard = ConnectGuard.builder().clock(now::get).build();
        Session session = guarded(guard);
        server.refuseEverything(true).refusalReply("535 5.7.139 Authentication unsuccessful, disabled for the Tenant");
        for (int i = 0; i < 3; i++) {
            refuse(session);
        }
        server.resetCounts();
        MailboxPausedException paused = catchThrowableOfType(MailboxPausedException.class, () -> send(guarded(guard)));
        assertThat(server.counts()).as("another Session with the same guard").hasToString("0/0/0");
        assertThat(paused)
                .isNotInstanceOf(AuthenticationFailedException.class)
                .hasMessageContaining(MAILBOX)
                .hasMessageContaining("535 5.7.139")
                .hasMessageContaining("2026-11-22T12:00:30Z")
                .hasCauseInstanceOf(TokenRejectedException.class);
        assertThat(paused.nextTry()).isEqualTo(now.get().plusSeconds(30));
        assertThat(guard.pausedUntil(MAILBOX)).contains(paused.nextTry());

        server.reset();
        now.updateAndGet(instant -> instant.plusSeconds(30));
        send(session);
        assertThat(server.counts()).hasToString("1/1/0");
        assertThat(guard.pausedUntil(MAILBOX)).isEmpty();
    }

    @Test
    void aPauseEndsAtOnceWhenItIsReset() throws Exception {
        ConnectGuard guard = ConnectGuard.builder().refusals(1).clock(now::get).build();
        Session session = guarded(guard);
        server.refuseEverything(true);
        refuse(session);
        server.reset();
        assertThatThrownBy(() -> send(session)).isInstanceOf(MailboxPausedException.class);
        guard.reset(MAILBOX);
        send(session);
        assertThat(server.messages()).hasSize(1);
    }

    @Test
    void aTrialThatFindsTheServerGoneIsNoRefusal() throws Exception {
        ConnectGuard guard = ConnectGuard.builder().refusals(1).clock(now::get).build();
        Session session = guarded(guard);
        server.refuseEverything(true);
        refuse(session);
        server.reset();
        now.updateAndGet(instant -> instant.plusSeconds(30));
        server.dropAt("EHLO");
        assertThatThrownBy(() -> send(session)).isNotInstanceOf(MailboxPausedException.class);
        server.clearReplies();
        send(session);
        assertThat(server.messages()).hasSize(1);
    }

    @Test
    void aRefusedTokenThatCannotBeReplacedIsNotPresentedForEver() throws Exception {
        tokens.thenFailing(new InteractionRequiredException("AADSTS50173: the password was changed", null));
        AccessToken held = ScriptedTokens.token("revoked");
        TokenProvider dead = new ForwardingTokenProvider(tokens) {
            @Override
            public AccessToken getToken(TokenRequest request) {
                return held;
            }
        };
        Session session = Mails.to(server, dead)
                .guard(ConnectGuard.builder().clock(now::get).build())
                .build();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> send(session)).isInstanceOf(AuthenticationFailedException.class);
        }
        server.resetCounts();
        assertThatThrownBy(() -> send(session)).isInstanceOf(MailboxPausedException.class);
        assertThat(server.counts()).hasToString("0/0/0");
    }

    @Test
    void aRefusalOfTheSenderCostsNoTurn() throws Exception {
        MailboxLimits limits = MailboxLimits.builder()
                .messagesPerMinute(1)
                .waitAtMost(Duration.ZERO)
                .clock(now::get)
                .build();
        Session session =
                Mails.to(server, tokens).limits(limits).requireSender().build();
        MimeMessage foreign = message(session);
        foreign.setFrom("boss@contoso.example");
        assertThatThrownBy(() -> Transport.send(foreign)).hasMessageContaining("requireSender()");
        send(session);
        assertThat(server.messages()).hasSize(1);
    }

    @Test
    void withoutAGuardEveryConnectReachesTheServer() throws Exception {
        Session session = guarded(ConnectGuard.off());
        server.refuseEverything(true);
        for (int i = 0; i < 5; i++) {
            refuse(session);
        }
        assertThat(server.counts().connections()).isEqualTo(6);
    }

    @Test
    void aMailboxHasNoMoreConnectionsThanItsLimitInAllSessionsTogether() throws Exception {
        MailboxLimits limits =
                MailboxLimits.builder().connections(2).waitAtMost(Duration.ZERO).build();
        Session one = Mails.to(server, tokens).limits(limits).build();
        Session other = Mails.to(server, tokens).limits(limits).build();
        Transport first = one.getTransport();
        first.connect();
        try (Transport second = other.getTransport();
                Transport third = other.getTransport()) {
            second.connect();
            assertThatThrownBy(third::connect)
                    .isInstanceOf(MessagingException.class)
                    .isNotInstanceOf(AuthenticationFailedException.class)
                    .hasMessageContaining(MAILBOX);
            assertThat(server.counts()).hasToString("2/2/0");
            first.close();
            third.connect();
            assertThat(server.counts()).hasToString("3/3/0");
        }
        send(one);
        assertThat(server.counts()).as("places come back").hasToString("4/4/0");
    }

    @Test
    void aPlaceComesBackWhenTheServerEndsTheConnectionAndWhenConnectFails() throws Exception {
        MailboxLimits limits =
                MailboxLimits.builder().connections(1).waitAtMost(Duration.ZERO).build();
        Session session = Mails.to(server, tokens).limits(limits).build();
        try (Transport transport = session.getTransport()) {
            transport.connect();
            server.dropAt("NOOP");
            assertThat(transport.isConnected()).isFalse();
            server.clearReplies();
            send(session);
            server.dropAt("EHLO");
            assertThatThrownBy(transport::connect).isInstanceOf(MessagingException.class);
            server.clearReplies();
            transport.connect();
            assertThat(transport.isConnected()).isTrue();
        }
    }

    @Test
    void whoTriesToConnectAConnectedTransportDoesNotLoseItsPlace() throws Exception {
        MailboxLimits limits =
                MailboxLimits.builder().connections(1).waitAtMost(Duration.ZERO).build();
        Session session = Mails.to(server, tokens).limits(limits).build();
        try (Transport transport = session.getTransport()) {
            transport.connect();
            assertThatThrownBy(transport::connect).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> send(session)).hasMessageContaining(MAILBOX);
        }
        send(session);
    }

    @Test
    void messagesBeyondThePaceAreRefusedWhenNobodyMayWait() throws Exception {
        MailboxLimits limits = MailboxLimits.builder()
                .messagesPerMinute(2)
                .waitAtMost(Duration.ZERO)
                .clock(now::get)
                .build();
        Session session = Mails.to(server, tokens).limits(limits).build();
        try (Transport transport = session.getTransport()) {
            transport.connect();
            transport.sendMessage(message(session), message(session).getAllRecipients());
            transport.sendMessage(message(session), message(session).getAllRecipients());
            assertThatThrownBy(() -> transport.sendMessage(
                            message(session), message(session).getAllRecipients()))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining(MAILBOX);
        }
        assertThat(server.messages()).hasSize(2);
    }
}
