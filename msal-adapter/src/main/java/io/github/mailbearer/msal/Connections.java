package io.github.mailbearer.msal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The mailboxes that an application was connected to, in its store. */
final class Connections {

    private static final String STATE = "state:";
    private static final Pattern STATE_NAME = Pattern.compile(STATE + "(\\d{1,11}):.*");

    private final EntraApplication application;
    private final ProtectedStore store;

    Connections(EntraApplication application, @Nullable TokenCacheStore store) {
        this.application = application;
        this.store = ProtectedStore.checked(store);
    }

    ProtectedStore store() {
        return store;
    }

    TokenCacheKey key(String mailbox) {
        return new TokenCacheKey(application.tenantId(), application.clientId(), mailbox);
    }

    /**
     * The key of a mailbox that somebody names.
     *
     * @throws IllegalArgumentException if no mailbox has such a name
     */
    TokenCacheKey mailboxKey(String mailbox) {
        TokenCacheKey key = key(mailbox);
        if (key.mailbox().startsWith(STATE)) {
            throw new IllegalArgumentException("mailbox begins with \"" + STATE
                    + "\": give the address that signs in, such as noreply@contoso.com");
        }
        return key;
    }

    /** The key under which a sign-in is remembered while it is under way; it says when that began. */
    TokenCacheKey stateKey(Instant begunAt, String hash) {
        return key(STATE + begunAt.getEpochSecond() + ":" + hash);
    }

    List<TokenCacheKey> mailboxes() {
        return keys(false);
    }

    List<TokenCacheKey> states() {
        return keys(true);
    }

    List<TokenCacheKey> statesBegunBefore(Instant time) {
        return states().stream().filter(key -> begunBefore(key, time)).toList();
    }

    private static boolean begunBefore(TokenCacheKey key, Instant time) {
        Matcher name = STATE_NAME.matcher(key.mailbox());
        return name.matches() && Long.parseLong(name.group(1)) < time.getEpochSecond();
    }

    private List<TokenCacheKey> keys(boolean states) {
        return store.list(application.tenantId(), application.clientId()).stream()
                .filter(key -> key.mailbox().startsWith(STATE) == states)
                .toList();
    }

    /**
     * Reads a mailbox.
     *
     * @throws TokenCacheStoreException if that is not possible
     */
    Stored load(TokenCacheKey key) {
        StoredTokenCache row = store.load(key);
        byte[] content = row.content().orElse(null);
        return new Stored(row.version(), content == null ? null : read(key, content));
    }

    private Connection read(TokenCacheKey key, byte[] content) {
        try {
            return ConnectionJson.read(content);
        } catch (IllegalArgumentException e) {
            throw new UnreadableTokenCacheException(
                    "The row of " + key.mailbox() + " in " + store + " " + e.getMessage()
                            + ". It is left as it is; to begin anew, disconnect the mailbox and connect it again.",
                    e);
        }
    }

    /**
     * Writes a mailbox unless somebody has changed it meanwhile.
     *
     * @throws TokenCacheStoreException if it is not known to be stored
     */
    boolean save(TokenCacheKey key, long expectedVersion, Connection connection) {
        return store.compareAndSet(key, expectedVersion, ConnectionJson.write(connection));
    }

    Optional<TokenCacheStore.Lease> tryLease(TokenCacheKey key, Duration time) {
        return store.tryLease(key, time);
    }

    /**
     * A mailbox as it was read.
     *
     * @param version what to expect when it is written
     * @param connection {@code null} if there is none
     */
    record Stored(long version, @Nullable Connection connection) {}
}
