package io.github.mailbearer.msal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link TokenCacheStore} that has leases keeps to. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class LeaseContract {

    private static final TokenCacheKey KEY = new TokenCacheKey("contoso.example", "client", "noreply@contoso.example");
    private static final TokenCacheKey OTHER = new TokenCacheKey("contoso.example", "client", "sales@contoso.example");
    private static final Duration A_WHILE = Duration.ofMinutes(1);
    private static final int THREADS = 16;

    /**
     * Opens a store over the data of the running test, as another node would: where rows can be shared, each call gives
     * an object of its own.
     */
    protected abstract TokenCacheStore open();

    @Test
    void oneHasTheLease() {
        TokenCacheStore store = open();
        TokenCacheStore other = open();
        Optional<TokenCacheStore.Lease> lease = store.tryLease(KEY, A_WHILE);
        assertThat(lease).isPresent();

        assertThat(store.tryLease(KEY, A_WHILE)).isEmpty();
        assertThat(other.tryLease(KEY, A_WHILE)).isEmpty();

        lease.orElseThrow().close();
        Optional<TokenCacheStore.Lease> next = other.tryLease(KEY, A_WHILE);
        assertThat(next).isPresent();
        assertThat(store.tryLease(KEY, A_WHILE)).isEmpty();
        next.orElseThrow().close();
    }

    @Test
    void ofManyWhoAskOneGetsTheLease() throws Exception {
        AtomicInteger leases = new AtomicInteger();

        Together.run(THREADS, thread -> open().tryLease(KEY, A_WHILE).map(lease -> leases.incrementAndGet()));

        assertThat(leases).hasValue(1);
    }

    @Test
    void eachRowHasALeaseOfItsOwn() {
        TokenCacheStore store = open();

        assertThat(store.tryLease(KEY, A_WHILE)).isPresent();
        assertThat(store.tryLease(OTHER, A_WHILE)).isPresent();
    }

    @Test
    void aLeaseGivenBackTwiceTakesNothingFromTheNextHolder() {
        TokenCacheStore store = open();
        TokenCacheStore.Lease first = store.tryLease(KEY, A_WHILE).orElseThrow();
        first.close();
        assertThat(store.tryLease(KEY, A_WHILE)).isPresent();

        first.close();

        assertThat(store.tryLease(KEY, A_WHILE)).isEmpty();
        assertThat(open().tryLease(KEY, A_WHILE)).isEmpty();
    }

    @Test
    void aLeaseIsNoRow() {
        TokenCacheStore store = open();

        assertThat(store.tryLease(KEY, A_WHILE)).isPresent();

        assertThat(store.load(KEY).version()).isZero();
        assertThat(store.list("contoso.example", "client")).isEmpty();
        assertThat(store.delete(KEY)).isFalse();
    }

    @Test
    void aLeaseHindersNobodyWhoReadsOrWrites() {
        TokenCacheStore other = open();
        TokenCacheStore.Lease lease = open().tryLease(KEY, A_WHILE).orElseThrow();

        assertThat(other.compareAndSet(KEY, 0, new byte[] {1})).isTrue();
        assertThat(other.compareAndSet(KEY, 1, new byte[] {2})).isTrue();
        assertThat(other.load(KEY).version()).isEqualTo(2);
        assertThat(other.delete(KEY)).isTrue();
        assertThat(other.purge(KEY, 3)).isTrue();

        lease.close();
        assertThat(other.tryLease(KEY, A_WHILE)).isPresent();
    }
}
