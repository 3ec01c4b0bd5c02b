package io.github.mailbearer.msal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every {@link TokenCacheStore} keeps to, whatever it keeps its rows in. */
public abstract class TokenCacheStoreContract extends LeaseContract {

    private static final TokenCacheKey KEY = new TokenCacheKey("contoso.example", "client", "noreply@contoso.example");
    private static final TokenCacheKey OTHER = new TokenCacheKey("contoso.example", "client", "sales@contoso.example");
    private static final int THREADS = 16;

    @Test
    void whatNeverWasIsAbsent() {
        StoredTokenCache row = open().load(KEY);

        assertThat(row.version()).isZero();
        assertThat(row.content()).isEmpty();
    }

    @Test
    void theFirstContentHasVersionOne() {
        TokenCacheStore store = open();

        assertThat(store.compareAndSet(KEY, 0, octets("first"))).isTrue();

        assertRow(store, KEY, 1, "first");
        assertThat(store.load(OTHER).version()).isZero();
    }

    @Test
    void eachChangeIsAnotherVersion() {
        TokenCacheStore store = open();
        store.compareAndSet(KEY, 0, octets("first"));

        assertThat(store.compareAndSet(KEY, 1, octets("second"))).isTrue();
        assertThat(store.compareAndSet(KEY, 2, octets("third"))).isTrue();

        assertRow(store, KEY, 3, "third");
    }

    @Test
    void anotherNodeSeesWhatWasWritten() {
        open().compareAndSet(KEY, 0, octets("first"));
        TokenCacheStore other = open();

        assertRow(other, KEY, 1, "first");
        assertThat(other.compareAndSet(KEY, 1, octets("second"))).isTrue();
        assertRow(open(), KEY, 2, "second");
    }

    @Test
    void whatWasNotReadIsNotOverwritten() {
        TokenCacheStore store = open();
        assertThat(store.compareAndSet(KEY, 1, octets("too early"))).isFalse();
        assertThat(store.load(KEY).version()).isZero();
        store.compareAndSet(KEY, 0, octets("first"));
        store.compareAndSet(KEY, 1, octets("second"));

        assertThat(store.compareAndSet(KEY, 0, octets("late"))).isFalse();
        assertThat(store.compareAndSet(KEY, 1, octets("late"))).isFalse();
        assertThat(store.compareAndSet(KEY, 3, octets("early"))).isFalse();

        assertRow(store, KEY, 2, "second");
    }

    @Test
    void aVersionBelowZeroIsAMistake() {
        TokenCacheStore store = open();

        assertThatThrownBy(() -> store.compareAndSet(KEY, -1, octets("first")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version");

        assertThat(store.load(KEY).version()).isZero();
    }

    @Test
    void aDeletedRowKeepsItsVersion() {
        TokenCacheStore store = open();
        store.compareAndSet(KEY, 0, octets("first"));

        assertThat(store.delete(KEY)).isTrue();

        assertTombstone(store, KEY, 2);
        assertTombstone(open(), KEY, 2);
        assertThat(store.delete(KEY)).isFalse();
        assertTombstone(store, KEY, 2);
    }

    @Test
    void whoReadARowBeforeItWasDeletedCannotWriteItAgain() {
        TokenCacheStore store = open();
        store.compareAndSet(KEY, 0, octets("first"));
        store.delete(KEY);

        assertThat(store.compareAndSet(KEY, 1, octets("back"))).isFalse();
        assertThat(store.compareAndSet(KEY, 0, octets("back"))).isFalse();

        assertTombstone(store, KEY, 2);
    }

    @Test
    void aDeletedRowCanBeginAnew() {
        TokenCacheStore store = open();
        store.compareAndSet(KEY, 0, octets("first"));
        store.delete(KEY);

        assertThat(store.compareAndSet(KEY, 2, octets("anew"))).isTrue();

        assertRow(store, KEY, 3, "anew");
    }

    @Test
    void thereIsNothingToDeleteWhereNothingWas() {
        TokenCacheStore store = open();

        assertThat(store.delete(KEY)).isFalse();

        assertThat(store.load(KEY).version()).isZero();
    }

    @Test
    void aPurgedRowNeverWas() {
        TokenCacheStore store = open();
        store.compareAndSet(KEY, 0, octets("first"));
        store.compareAndSet(OTHER, 0, octets("other"));
        store.delete(OTHER);

        assertThat(store.purge(KEY, 1)).isTrue();
        assertThat(store.purge(OTHER, 2)).isTrue();

        assertThat(store.load(KEY).version()).isZero();
        assertThat(open().load(OTHER).version()).isZero();
        assertThat(store.compareAndSet(KEY, 0, octets("again"))).isTrue();
        assertRow(store, KEY, 1, "again");
    }

    @Test
    void whatWasNotReadIsNotPurged() {
        TokenCacheStore store = open();
        store.compareAndSet(KEY, 0, octets("first"));
        store.compareAndSet(KEY, 1, octets("second"));

        assertThat(store.purge(KEY, 1)).isFalse();
        assertThat(store.purge(KEY, 0)).isFalse();

        assertRow(store, KEY, 2, "second");
        assertThat(store.purge(OTHER, 0)).as("was gone all along").isTrue();
    }

    @Test
    void rowsWithContentAreListedInTheOrderOfTheirMailboxes() {
        TokenCacheStore store = open();
        List<TokenCacheKey> keys = new ArrayList<>();
        for (String mailbox : List.of("b@x", "Z@x", "a-b@x", "a.b@x", "ab@x", "a_b@x", "é@x", "1@x", "state:1")) {
            keys.add(new TokenCacheKey("Contoso.example", "Client", mailbox));
        }
        keys.forEach(key -> store.compareAndSet(key, 0, octets("content")));
        store.compareAndSet(OTHER, 0, octets("content"));
        store.delete(OTHER);
        store.compareAndSet(KEY, 0, octets("content"));
        store.purge(KEY, 1);
        store.compareAndSet(new TokenCacheKey("fabrikam.example", "client", "c@x"), 0, octets("content"));
        store.compareAndSet(new TokenCacheKey("contoso.example", "client2", "d@x"), 0, octets("content"));

        keys.sort(Comparator.comparing(TokenCacheKey::mailbox));
        assertThat(store.list("contoso.example", "client")).containsExactlyElementsOf(keys);
        assertThat(open().list("CONTOSO.example", "CLIENT")).containsExactlyElementsOf(keys);
        assertThat(store.list("nobody.example", "client")).isEmpty();
    }

    @Test
    void upperAndLowerCaseMakeNoDifference() {
        TokenCacheStore store = open();
        store.compareAndSet(
                new TokenCacheKey("CONTOSO.example", "CLIENT", "NoReply@Contoso.example"), 0, octets("one"));

        assertRow(store, KEY, 1, "one");
    }

    @Test
    void mailboxesWithCharactersOfAllKindsAreToldApart() {
        TokenCacheStore store = open();
        List<String> mailboxes = List.of(
                "jürgen@bücher.example",
                "jurgen@bucher.example",
                "佐藤@例え.jp",
                "😀@x.example",
                "../up@x.example",
                "a/b\\c:d*e?f@x.example",
                "o'neill;--@x.example",
                "\"%_\"@x.example",
                "%25@x.example",
                "con",
                ".",
                "n".repeat(320),
                "n".repeat(319));
        for (String mailbox : mailboxes) {
            assertThat(store.compareAndSet(key(mailbox), 0, octets("of " + mailbox)))
                    .as(mailbox)
                    .isTrue();
        }

        for (String mailbox : mailboxes) {
            assertRow(store, key(mailbox), 1, "of " + mailbox);
        }
        assertThat(store.list("contoso.example", "client"))
                .extracting(TokenCacheKey::mailbox)
                .containsExactlyInAnyOrderElementsOf(mailboxes);
    }

    @Test
    void contentOfAnyOctetsAndSizeComesBackAsItWas() {
        TokenCacheStore store = open();
        byte[] large = new byte[1 << 20];
        new Random(1).nextBytes(large);
        byte[] every = new byte[256];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }

        store.compareAndSet(KEY, 0, large);
        store.compareAndSet(OTHER, 0, every);
        assertThat(store.load(KEY).content().orElseThrow()).isEqualTo(large);
        assertThat(store.load(OTHER).content().orElseThrow()).isEqualTo(every);

        store.compareAndSet(KEY, 1, new byte[0]);
        assertThat(store.load(KEY).content().orElseThrow())
                .as("empty is not absent")
                .isEmpty();
        assertThat(store.delete(KEY)).isTrue();
    }

    @Test
    void nobodyChangesARowByChangingAnArray() {
        TokenCacheStore store = open();
        byte[] given = octets("first");
        store.compareAndSet(KEY, 0, given);
        Arrays.fill(given, (byte) 0);
        assertRow(store, KEY, 1, "first");

        StoredTokenCache row = store.load(KEY);
        Arrays.fill(row.content().orElseThrow(), (byte) 0);

        assertRow(store, KEY, 1, "first");
        assertThat(row.content().orElseThrow()).isEqualTo(octets("first"));
    }

    @Test
    void manyThreadsLoseNoIncrement() throws Exception {
        int each = 12;
        Together.run(THREADS, thread -> {
            TokenCacheStore store = open();
            for (int done = 0; done < each; ) {
                StoredTokenCache row = store.load(KEY);
                int count = row.content()
                        .map(ByteBuffer::wrap)
                        .map(ByteBuffer::getInt)
                        .orElse(0);
                byte[] next = ByteBuffer.allocate(4).putInt(count + 1).array();
                if (store.compareAndSet(KEY, row.version(), next)) {
                    done++;
                }
            }
            return null;
        });

        StoredTokenCache row = open().load(KEY);
        assertThat(row.version()).isEqualTo(THREADS * each);
        assertThat(ByteBuffer.wrap(row.content().orElseThrow()).getInt()).isEqualTo(THREADS * each);
    }

    @Test
    void ofManyWhoWriteFirstOneDoes() throws Exception {
        AtomicInteger written = new AtomicInteger();

        Together.run(
                THREADS,
                thread -> open().compareAndSet(KEY, 0, octets("of " + thread)) ? written.incrementAndGet() : 0);

        assertThat(written).hasValue(1);
        assertThat(open().load(KEY).version()).isEqualTo(1);
    }

    @Test
    void aRowThatIsDeletedUnderItsWritersStaysDeleted() throws Exception {
        open().compareAndSet(KEY, 0, octets("0"));
        AtomicInteger changes = new AtomicInteger(1);
        AtomicInteger deletions = new AtomicInteger();
        Together.run(THREADS, thread -> {
            TokenCacheStore store = open();
            StoredTokenCache row = store.load(KEY);
            for (int i = 0; row.content().isPresent(); i++) {
                if (store.compareAndSet(KEY, row.version(), octets(thread + "-" + i))) {
                    changes.incrementAndGet();
                }
                if (thread < 2 && i >= 4 && store.delete(KEY)) {
                    deletions.incrementAndGet();
                }
                row = store.load(KEY);
            }
            return null;
        });

        assertThat(deletions).hasValue(1);
        assertTombstone(open(), KEY, changes.get() + 1);
    }

    @Test
    void itsTextFormShowsNoContent() {
        TokenCacheStore store = open();
        store.compareAndSet(KEY, 0, octets("content-of-the-row"));

        assertThat(store.toString()).isNotBlank().doesNotContain("content-of-the-row");
        assertThat(store.load(KEY).toString()).doesNotContain("content-of-the-row");
    }

    private static TokenCacheKey key(String mailbox) {
        return new TokenCacheKey("contoso.example", "client", mailbox);
    }

    private static byte[] octets(String text) {
        return text.getBytes(UTF_8);
    }

    private static void assertRow(TokenCacheStore store, TokenCacheKey key, long version, String content) {
        StoredTokenCache row = store.load(key);
        assertThat(row.content().map(octets -> new String(octets, UTF_8))).hasValue(content);
        assertThat(row.version()).isEqualTo(version);
    }

    private static void assertTombstone(TokenCacheStore store, TokenCacheKey key, long version) {
        StoredTokenCache row = store.load(key);
        assertThat(row.content()).isEmpty();
        assertThat(row.version()).isEqualTo(version);
    }
}
