package io.github.mailbearer.msal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mailbearer.testkit.SecretSearch;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An encrypted row opens as what it was written as, or not at all, and a row that does not open is left alone. */
@Timeout(60)
class EncryptionTest {

    private static final TokenCacheKey KEY = key("contoso.example", "client", "noreply@contoso.example");
    private static final String CONTENT = "the-refresh-token-of-the-mailbox";
    private static final byte[] OLD = octets(1);
    private static final byte[] NEW = octets(2);

    private final TokenCacheStore rows = new MemoryTokenCacheStore();
    private final TokenCacheStore store = TokenCacheStore.encrypted(rows, EncryptionKeys.of("2025", OLD));

    @Test
    void aRowIsNotStoredInClear() {
        store.compareAndSet(KEY, 0, CONTENT.getBytes(UTF_8));

        assertThat(new String(row(), UTF_8)).doesNotContain(CONTENT).contains("2025");
        assertThat(SecretSearch.of(CONTENT).in(new String(row(), UTF_8))).isEmpty();
        assertOpens(store, CONTENT);
    }

    @Test
    void aRowThatWasChangedInAnyBitDoesNotOpen() {
        store.compareAndSet(KEY, 0, CONTENT.getBytes(UTF_8));
        byte[] good = row();
        for (int octet = 0; octet < good.length; octet++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                byte[] tampered = good.clone();
                tampered[octet] ^= (byte) (1 << bit);
                put(KEY, tampered);
                assertDoesNotOpen("octet " + octet + ", bit " + bit, () -> store.load(KEY));
            }
        }
    }

    @Test
    void aRowOfAnyOtherLengthDoesNotOpen() {
        store.compareAndSet(KEY, 0, CONTENT.getBytes(UTF_8));
        byte[] good = row();
        for (int length = 0; length < good.length; length++) {
            put(KEY, Arrays.copyOf(good, length));
            assertUnreadable("cut to " + length, () -> store.load(KEY));
        }
        put(KEY, Arrays.copyOf(good, good.length + 1));
        assertUnreadable("longer", () -> store.load(KEY));
    }

    @Test
    void aRowOpensUnderItsOwnKeyOnly() {
        store.compareAndSet(KEY, 0, CONTENT.getBytes(UTF_8));
        for (TokenCacheKey other : new TokenCacheKey[] {
            key("contoso.example", "client", "ceo@contoso.example"),
            key("fabrikam.example", "client", "noreply@contoso.example"),
            key("contoso.example", "other", "noreply@contoso.example"),
            key("contoso.exampleclient", "c", "noreply@contoso.example"),
        }) {
            put(other, row());
            assertUnreadable(other.toString(), () -> store.load(other));
        }
    }

    @Test
    void anOldRowDoesNotOpenAsTheNewOne() {
        store.compareAndSet(KEY, 0, CONTENT.getBytes(UTF_8));
        byte[] old = row();
        store.compareAndSet(KEY, 1, "another".getBytes(UTF_8));
        store.compareAndSet(KEY, 2, "and another".getBytes(UTF_8));

        rows.compareAndSet(KEY, 3, old);

        assertUnreadable("rolled back", () -> store.load(KEY));
    }

    @Test
    void aForeignRowDoesNotOpen() {
        for (String foreign : new String[] {"", "{\"AccessToken\":{}}", "MBS", CONTENT.repeat(100)}) {
            put(KEY, foreign.getBytes(UTF_8));
            assertUnreadable("foreign", () -> store.load(KEY));
        }
    }

    @Test
    void theUnknownKeyIsNamed() {
        store.compareAndSet(KEY, 0, CONTENT.getBytes(UTF_8));
        TokenCacheStore others =
                TokenCacheStore.encrypted(rows, EncryptionKeys.of("2026", NEW).andForReading("2024", octets(3)));

        assertThatThrownBy(() -> others.load(KEY))
                .as("another node has the key already, or this one soon")
                .isInstanceOf(TokenCacheStoreException.class)
                .isNotInstanceOf(UnreadableTokenCacheException.class)
                .hasMessageContaining("\"2025\"")
                .hasMessageContaining("[2026, 2024]")
                .hasMessageContaining("noreply@contoso.example")
                .hasMessageContaining("andForReading");
    }

    @Test
    void anotherKeyByTheSameIdDoesNotOpen() {
        store.compareAndSet(KEY, 0, CONTENT.getBytes(UTF_8));
        TokenCacheStore wrong = TokenCacheStore.encrypted(rows, EncryptionKeys.of("2025", NEW));

        assertUnreadable("wrong key", () -> wrong.load(KEY));
        assertThatThrownBy(() -> wrong.load(KEY)).hasMessageContaining("another key goes by this id");
    }

    @Test
    void keysRotateInPlace() {
        store.compareAndSet(KEY, 0, CONTENT.getBytes(UTF_8));
        TokenCacheStore both =
                TokenCacheStore.encrypted(rows, EncryptionKeys.of("2026", NEW).andForReading("2025", OLD));
        assertOpens(both, CONTENT);

        both.compareAndSet(KEY, 1, "next".getBytes(UTF_8));

        TokenCacheStore retired = TokenCacheStore.encrypted(rows, EncryptionKeys.of("2026", NEW));
        assertOpens(retired, "next");
        assertDoesNotOpen("before the rotation", () -> store.load(KEY));
    }

    @Test
    void aRowThatDoesNotOpenIsNotOverwrittenByReading() {
        store.compareAndSet(KEY, 0, CONTENT.getBytes(UTF_8));
        byte[] good = row();
        TokenCacheStore wrong = TokenCacheStore.encrypted(rows, EncryptionKeys.of("2025", NEW));

        assertUnreadable("wrong key", () -> wrong.load(KEY));

        assertThat(row()).isEqualTo(good);
        assertThat(rows.load(KEY).version()).isEqualTo(1);
        assertOpens(store, CONTENT);
    }

    @Test
    void whatIsDeletedIsDeletedWithoutAKey() {
        store.compareAndSet(KEY, 0, CONTENT.getBytes(UTF_8));
        TokenCacheStore wrong = TokenCacheStore.encrypted(rows, EncryptionKeys.of("2025", NEW));

        assertThat(wrong.list("contoso.example", "client")).containsExactly(KEY);
        assertThat(wrong.delete(KEY)).isTrue();

        assertThat(store.load(KEY).content()).isEmpty();
    }

    @Test
    void noNonceComesTwice() {
        Sealer sealer = new Sealer(EncryptionKeys.of("k", OLD));
        Set<ByteBuffer> nonces = new HashSet<>();
        int seals = 100_000;
        for (int i = 0; i < seals; i++) {
            byte[] sealed = sealer.seal(new byte[0], "row");
            nonces.add(ByteBuffer.wrap(Arrays.copyOfRange(sealed, 6, 18)));
        }
        assertThat(nonces).hasSize(seals);
    }

    private static TokenCacheKey key(String tenantId, String clientId, String mailbox) {
        return new TokenCacheKey(tenantId, clientId, mailbox);
    }

    private static byte[] octets(int value) {
        byte[] octets = new byte[32];
        Arrays.fill(octets, (byte) (100 + value));
        return octets;
    }

    private byte[] row() {
        return rows.load(KEY).content().orElseThrow();
    }

    /** Puts octets in as the first version of a row. */
    private void put(TokenCacheKey key, byte[] octets) {
        rows.purge(key, rows.load(key).version());
        rows.compareAndSet(key, 0, octets);
    }

    private static void assertOpens(TokenCacheStore store, String content) {
        assertThat(store.load(KEY).content().orElseThrow()).isEqualTo(content.getBytes(UTF_8));
    }

    private void assertUnreadable(String what, ThrowingCallable load) {
        assertDoesNotOpen(what, load);
        assertThatThrownBy(load).as(what).isInstanceOf(UnreadableTokenCacheException.class);
    }

    private void assertDoesNotOpen(String what, ThrowingCallable load) {
        assertThatThrownBy(load)
                .as(what)
                .isInstanceOf(TokenCacheStoreException.class)
                .satisfies(failure -> {
                    StringWriter text = new StringWriter();
                    failure.printStackTrace(new PrintWriter(text, true));
                    assertThat(text + store.toString())
                            .doesNotContain(CONTENT)
                            .doesNotContain(Base64.getEncoder().encodeToString(OLD))
                            .doesNotContain(new String(OLD, UTF_8));
                });
    }
}
