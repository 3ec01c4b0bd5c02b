package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.ConnectedMailboxes.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.CachingTokenProvider;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a token costs that no cache has, in reads, writes and requests, however many mailboxes there are. */
@Timeout(60)
class DelegatedCostTest {

    private final ConnectedMailboxes mailboxes = new ConnectedMailboxes();
    private final WatchedStore store = mailboxes.store;

    @BeforeEach
    void letTheTokenEnd() {
        mailboxes.clock.advance(Duration.ofMinutes(61));
    }

    @AfterEach
    void stop() {
        mailboxes.close();
    }

    private void assertCost(int loads, int writes, int leases, int requests) {
        assertThat(new int[] {store.loads.get(), store.writes.get(), store.leases.get(), mailboxes.requests()})
                .as("reads, writes, leases, requests")
                .containsExactly(loads, writes, leases, requests);
        assertThat(store.lists).as("lists").hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1_000, 100_000})
    void theFirstTokenAfterAStartCostsOneReadAndOneRequest(int others) {
        byte[] row = {1};
        for (int i = 0; i < others; i++) {
            store.rows.compareAndSet(mailboxes.connections.key("box" + i + "@contoso.com"), 0, row);
        }

        mailboxes.provider().getToken(REQUEST);

        assertCost(1, 1, 1, 1);
    }

    @Test
    void theTokenOfEachHourCostsOneReadAndOneRequest() {
        MsalTokenProvider provider = mailboxes.provider();
        for (int hour = 1; hour <= 24; hour++) {
            provider.getToken(REQUEST);
            assertCost(hour, hour, hour, hour);
            mailboxes.clock.advance(Duration.ofMinutes(61));
        }
    }

    @Test
    void aTokenThatIsNotDueCostsOneRead() {
        MsalTokenProvider provider = mailboxes.provider();
        provider.getToken(REQUEST);
        for (int i = 1; i <= 20; i++) {
            mailboxes.clock.advance(Duration.ofMinutes(2));
            provider.getToken(REQUEST);
            assertCost(1 + i, 1, 1, 1);
        }
    }

    @Test
    void aTokenThatIsDueEarlierThanThoughtCostsASecondLook() {
        MsalTokenProvider provider = mailboxes.provider();
        provider.getToken(REQUEST);
        mailboxes.clock.advance(Duration.ofMinutes(40));
        provider.getToken(REQUEST);
        mailboxes.clock.advance(Duration.ofMinutes(4));

        provider.getToken(REQUEST);

        assertCost(1 + 1 + 2, 2, 2, 2);
    }

    @Test
    void theCacheInFrontAsksWhenTheRowIsDue() {
        MsalTokenProvider provider = mailboxes.provider();
        try (CachingTokenProvider cache = CachingTokenProvider.builder(provider)
                .clock(mailboxes.clock)
                .executor(Runnable::run)
                .build()) {
            for (int minute = 0; minute < 24 * 60; minute++) {
                cache.getToken(REQUEST);
                mailboxes.clock.advance(Duration.ofMinutes(1));
            }
        }
        int refreshes = mailboxes.requests();
        assertThat(refreshes).isBetween(24 * 60 / 49, 24 * 60 / 43 + 1);
        assertCost(refreshes, refreshes, refreshes, refreshes);
    }
}
