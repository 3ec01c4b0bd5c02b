package io.github.mailbearer.msal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.msal.store.H2;
import io.github.mailbearer.msal.store.JdbcTokenCacheStore;
import io.github.mailbearer.msal.store.TestPool;
import io.github.mailbearer.testkit.RefreshTokenPolicy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes on one database take turns: one refreshes, the other takes what it stored. */
@Timeout(60)
class FleetTurnsTest {

    private static final String MAILBOX = "noreply@contoso.com";
    private static final TokenRequest REQUEST = TokenRequest.of(MAILBOX);

    private final TestPool pool = TestPool.swift(4, H2.inMemory());
    private final JdbcTokenCacheStore table = JdbcTokenCacheStore.of(pool);
    private final TokenCacheStore store =
            TokenCacheStore.encrypted(table, EncryptionKeys.parse(EncryptionKeys.generate("2026-11")));
    private final FleetMailboxes mailboxes = new FleetMailboxes(store);
    private final ExecutorService otherNode = Executors.newSingleThreadExecutor();
    private int requestsBefore;

    @BeforeEach
    void connect() {
        table.createSchema();
        mailboxes.connect(MAILBOX);
        requestsBefore = mailboxes.entra.tokenRequestCount();
        mailboxes.entra.refreshTokens(RefreshTokenPolicy.ONE_TIME);
    }

    @AfterEach
    void close() throws SQLException {
        otherNode.shutdownNow();
        mailboxes.entra.close();
        pool.close();
    }

    private int requests() {
        return mailboxes.entra.tokenRequestCount() - requestsBefore;
    }

    private static void neverPause(Duration time) {
        throw new AssertionError("there is nobody to wait for");
    }

    @Test
    void whoWaitsForTheOtherMakesNoRequestAndTakesItsToken() throws Exception {
        mailboxes.entra.latency(Duration.ofMillis(100));
        MsalTokenProvider one = mailboxes.node(store, FleetTurnsTest::neverPause);
        Future<AccessToken> first = otherNode.submit(() -> one.getToken(REQUEST));
        mailboxes.entra.awaitTokenRequests(requestsBefore + 1);
        List<Duration> pauses = new ArrayList<>();
        MsalTokenProvider two = mailboxes.node(store, time -> {
            pauses.add(time);
            resultOf(first);
        });

        AccessToken second = two.getToken(REQUEST);

        assertThat(second).isEqualTo(first.get());
        assertThat(pauses).hasSize(1);
        assertThat(requests()).isEqualTo(1);
    }

    private static void resultOf(Future<AccessToken> token) {
        try {
            token.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whoWaitsForADeadNodeTakesOverWhenItsLeaseEnds() {
        assertThat(store.tryLease(mailboxes.key(MAILBOX), Duration.ofMinutes(1)))
                .isPresent();
        List<Duration> pauses = new ArrayList<>();
        MsalTokenProvider survivor = mailboxes.node(store, time -> {
            pauses.add(time);
            if (pauses.size() == 3) {
                sql("UPDATE mailbearer_token_cache SET lease_until = lease_until - 60000");
            }
        });

        AccessToken token = survivor.getToken(REQUEST);

        assertThat(mailboxes.entra.tokens().accepts("smtp", MAILBOX, token.value()))
                .isTrue();
        assertThat(pauses).hasSize(3);
        assertThat(requests()).isEqualTo(1);
    }

    private void sql(String statement) {
        try (Connection connection = pool.getConnection();
                Statement run = connection.createStatement()) {
            run.execute(statement);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whoseWriteComesSecondLosesNothing() throws Exception {
        mailboxes.entra.refreshTokens(RefreshTokenPolicy.REUSABLE);
        CyclicBarrier bothHaveRedeemed = new CyclicBarrier(2);
        Callable<AccessToken> node = () -> mailboxes
                .node(TokenCacheStore.unencrypted(new Leaseless(store, bothHaveRedeemed)), time -> {})
                .getToken(REQUEST);
        Future<AccessToken> first = otherNode.submit(node);
        AccessToken second = node.call();

        assertThat(requests()).isEqualTo(2);
        assertThat(List.of(first.get(), second))
                .allMatch(token -> mailboxes.entra.tokens().accepts("smtp", MAILBOX, token.value()));
        mailboxes.clock.advance(FleetMailboxes.LIFETIME);
        assertThat(mailboxes.node(store, FleetTurnsTest::neverPause).getToken(REQUEST))
                .isNotIn(first.get(), second);
        assertThat(requests()).isEqualTo(3);
    }

    @Test
    void aRestartedNodeReadsOneRowOfAHundredThousand() {
        sql("INSERT INTO mailbearer_token_cache (tenant_id, client_id, mailbox, version, content, updated_at)"
                + " SELECT tenant_id, client_id, 'm' || X || '@contoso.com', 1, X'00', CURRENT_TIMESTAMP"
                + " FROM mailbearer_token_cache, SYSTEM_RANGE(1, 100000)");
        int selects = pool.statements("SELECT");
        int all = pool.statements("");

        mailboxes.node(store, FleetTurnsTest::neverPause).getToken(REQUEST);

        assertThat(pool.statements("SELECT") - selects).as("rows read").isEqualTo(1);
        assertThat(pool.statements("") - all)
                .as("lease, row, the row renewed, lease given back")
                .isEqualTo(4);
        assertThat(requests()).isEqualTo(1);
    }
}
