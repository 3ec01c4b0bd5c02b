package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.Connecting.MAILBOX;
import static io.github.mailbearer.msal.Connecting.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.github.mailbearer.InteractionRequiredException;
import io.github.mailbearer.TokenUnavailableException;
import io.github.mailbearer.msal.KeepAliveResult.Outcome;
import io.github.mailbearer.testkit.EntraReply;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is connected is listed with its health, and kept alive while no mail goes. */
@Timeout(30)
class KeepAliveTest {

    private static Connecting connecting;

    private MailboxConnector connector;

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
        connecting.connect(MAILBOX);
        connecting.connect(OTHER);
    }

    private int requests() {
        return connecting.entra.tokenRequestCount("refresh_token");
    }

    @Test
    void mailboxesAreListedWithoutAskingEntra() {
        int before = connecting.entra.tokenRequestCount();

        assertThat(connector.list())
                .extracting(ConnectedMailbox::mailbox, ConnectedMailbox::health)
                .containsExactly(tuple(OTHER, ConnectionHealth.WORKING), tuple(MAILBOX, ConnectionHealth.WORKING));
        assertThat(connector.find("NOREPLY@contoso.com")).isPresent();
        assertThat(connector.find("nobody@contoso.com")).isEmpty();
        assertThat(connecting.entra.tokenRequestCount()).isEqualTo(before);
    }

    @Test
    void aMailboxThatIsSilentForSixtyDaysIsDueAndAfterNinetyItIsGone() {
        connecting.clock.advance(Duration.ofDays(60));
        assertThat(health()).isEqualTo(ConnectionHealth.WORKING);

        connecting.clock.advance(Duration.ofSeconds(1));
        assertThat(health()).isEqualTo(ConnectionHealth.KEEP_ALIVE_DUE);
        assertThat(connector.find(MAILBOX).orElseThrow().reason())
                .get()
                .asString()
                .contains("keepAlive");

        connecting.clock.advance(Duration.ofDays(30));
        assertThat(health()).isEqualTo(ConnectionHealth.SIGN_IN_NEEDED);
        assertThat(connector.find(MAILBOX).orElseThrow().reason())
                .get()
                .asString()
                .contains("connect the mailbox again");
    }

    private ConnectionHealth health() {
        return connector.find(MAILBOX).orElseThrow().health();
    }

    @Test
    void aRowThatCannotBeReadDoesNotHideTheOthers() {
        TokenCacheKey key = connecting.connections.key("broken@contoso.com");
        connecting.rows.rows.compareAndSet(key, 0, new byte[] {1, 2, 3});

        assertThat(connector.list())
                .extracting(ConnectedMailbox::mailbox, ConnectedMailbox::health)
                .contains(tuple("broken@contoso.com", ConnectionHealth.UNREADABLE))
                .hasSize(3);
        assertThat(connector.find("broken@contoso.com").orElseThrow().reason())
                .get()
                .asString()
                .contains("encrypted");
    }

    @Test
    void silentMailboxesAreRefreshedAndOthersLeftAlone() {
        connecting.clock.advance(Duration.ofDays(4));
        connecting.connect(OTHER);
        connecting.clock.advance(Duration.ofDays(3));
        String before = connecting.row(MAILBOX).refreshToken().orElseThrow();

        List<KeepAliveResult> results = connector.keepAlive();

        assertThat(results)
                .extracting(KeepAliveResult::mailbox, KeepAliveResult::outcome)
                .containsExactly(tuple(MAILBOX, Outcome.REFRESHED));
        assertThat(results.get(0).failure()).isEmpty();
        assertThat(requests()).isEqualTo(1);
        assertThat(connecting.row(MAILBOX).refreshToken()).get().isNotEqualTo(before);
        assertThat(connecting.row(MAILBOX).refreshedAt()).isEqualTo(connecting.clock.instant());
        assertThat(connector.keepAlive()).as("nobody is silent any more").isEmpty();
    }

    @Test
    void whatHappensToOneIsNoMatterToTheNext() {
        connecting.entra.revokeRefreshTokens(OTHER);
        connecting.clock.advance(Duration.ofDays(7));

        List<KeepAliveResult> results = connector.keepAlive();

        assertThat(results)
                .extracting(KeepAliveResult::mailbox, KeepAliveResult::outcome)
                .containsExactly(tuple(OTHER, Outcome.SIGN_IN_NEEDED), tuple(MAILBOX, Outcome.REFRESHED));
        assertThat(results.get(0).failure()).get().isInstanceOf(InteractionRequiredException.class);
        ConnectedMailbox refused = connector.find(OTHER).orElseThrow();
        assertThat(refused.health()).isEqualTo(ConnectionHealth.SIGN_IN_NEEDED);
        assertThat(refused.reason()).get().asString().contains("AADSTS50173");
        connecting.connect(OTHER);
        assertThat(connector.find(OTHER).orElseThrow().health()).isEqualTo(ConnectionHealth.WORKING);
    }

    @Test
    void anOutageIsReportedForEachAndHarmsNone() {
        connecting.clock.advance(Duration.ofDays(7));
        connecting.entra.answerAlways(EntraReply.unavailable(503));

        List<KeepAliveResult> results = connector.keepAlive();

        assertThat(results).extracting(KeepAliveResult::outcome).containsExactly(Outcome.FAILED, Outcome.FAILED);
        assertThat(results.get(1).failure()).get().isInstanceOf(TokenUnavailableException.class);
        assertThat(connector.list()).extracting(ConnectedMailbox::health).containsOnly(ConnectionHealth.WORKING);
        connecting.entra.answerNormally();
        assertThat(connector.keepAlive()).extracting(KeepAliveResult::outcome).containsOnly(Outcome.REFRESHED);
    }

    @Test
    void whoeverIsInterruptedStops() {
        connecting.clock.advance(Duration.ofDays(7));
        Thread.currentThread().interrupt();

        List<KeepAliveResult> results = connector.keepAlive();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(results).isEmpty();
    }

    @Test
    void aSilenceOfLessThanADayIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> connector.keepAlive(Duration.ofHours(23)))
                .withMessageContaining("silence");
    }
}
