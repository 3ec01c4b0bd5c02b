package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.ConnectedMailboxes.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.TokenUnavailableException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A lease that is never given back does not block a mailbox for ever. */
@Timeout(30)
class TurnsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final ConnectedMailboxes mailboxes = new ConnectedMailboxes();
    private final VirtualTime time = new VirtualTime();
    private final Turns turns = new Turns(mailboxes.connections, time, Duration.ofSeconds(20), PATIENCE);

    @AfterEach
    void stop() {
        mailboxes.close();
    }

    private boolean isTaken() {
        try (TokenCacheStore.Lease turn = turns.take(mailboxes.key()).orElse(null)) {
            return turn != null;
        }
    }

    @Test
    void aStoppedHolderIsPassedByThoughEveryCallerGivesUpSooner() {
        mailboxes.store.leased = true;
        mailboxes.clock.advance(Duration.ofMinutes(61));
        time.interruptEvery(Duration.ofSeconds(5));
        MsalTokenProvider provider = mailboxes.provider(time);
        int attempts = 1;
        while (!answers(provider) && attempts < 20) {
            attempts++;
        }

        assertThat(attempts).isBetween(4, 7);
        assertThat(mailboxes.requests()).isOne();
    }

    private static boolean answers(MsalTokenProvider provider) {
        try {
            provider.getToken(REQUEST);
            return true;
        } catch (TokenUnavailableException e) {
            assertThat(Thread.interrupted()).isTrue();
            return false;
        }
    }

    @Test
    void aTurnIsOverdueAfterTheTimeThatOneMayTake() {
        assertThat(turns.isOverdue(mailboxes.key())).isFalse();
        mailboxes.store.leased = true;

        assertThat(isTaken()).isFalse();
        time.pass(PATIENCE.minusMillis(1));
        assertThat(isTaken()).isFalse();
        assertThat(turns.isOverdue(mailboxes.key())).isFalse();
        time.pass(Duration.ofMillis(1));
        assertThat(turns.isOverdue(mailboxes.key())).isTrue();
    }

    @Test
    void aTurnThatWasGotOrCameToSomethingIsForgotten() {
        mailboxes.store.leased = true;
        assertThat(isTaken()).isFalse();
        time.pass(PATIENCE);
        mailboxes.store.leased = false;
        assertThat(isTaken()).isTrue();
        assertThat(turns.isOverdue(mailboxes.key())).isFalse();

        mailboxes.store.leased = true;
        assertThat(isTaken()).isFalse();
        time.pass(PATIENCE);
        turns.ended(mailboxes.key());
        assertThat(turns.isOverdue(mailboxes.key())).isFalse();
    }
}
