package io.github.mailbearer.msal;

import io.github.mailbearer.TokenUnavailableException;
import io.github.mailbearer.msal.MailboxNotConnectedException.Reason;
import io.github.mailbearer.msal.SignInRow.Status;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Sees to it that the answer to a sign-in is handled once, on whichever node, and that whoever comes with it again is told
 * the same.
 *
 * <p>A row in the store is claimed before the code is redeemed, and takes the result afterwards. A claim is never taken
 * over: whoever made it may have used the code up.
 */
final class SignInRows {

    private static final System.Logger LOG = System.getLogger("io.github.mailbearer.msal");

    /** One request for each credential that Entra may refuse before it takes one. */
    private static final int MOST_REQUESTS = 3;

    /** Longer than all attempts to store what Entra gave, each of which may take as long as the store's own time-out. */
    private static final Duration LONGEST_SAVING = Duration.ofMinutes(2);

    /** By how much the clocks of two nodes may differ before one calls the other's claim dead. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final ConnectSettings settings;
    private final ProtectedStore store;
    private final Duration claimLife;

    SignInRows(ConnectSettings settings) {
        this.settings = settings;
        this.store = settings.connections().store();
        this.claimLife = settings.application()
                .endpoint()
                .timeout()
                .multipliedBy(MOST_REQUESTS)
                .plus(LONGEST_SAVING)
                .plus(SKEW);
    }

    /**
     * Handles an answer, unless that was done already.
     *
     * @param work handles it; what it returns is final, and after what it throws the answer may be handled again
     */
    ConnectedMailbox once(SignInState begun, Supplier<SignInResult> work) {
        TokenCacheKey key = settings.connections().stateKey(begun.begunAt(), begun.stateHash());
        Pauses pauses = settings.pauses(LONGEST_WAIT);
        while (true) {
            StoredTokenCache stored = load(key);
            SignInRow row = stored.content().map(content -> read(key, content)).orElse(null);
            if (row != null && row.result() != null) {
                return tell(row.result());
            }
            if (row == null || row.status() == Status.FREE) {
                checkNotExpired(begun);
                if (claim(key, stored.version())) {
                    return handle(key, stored.version() + 1, work);
                }
            } else {
                checkAlive(row);
            }
            if (pauses.areOver()) {
                throw new TokenUnavailableException("The same answer is being handled by another request, which has not"
                        + " come to an end within " + LONGEST_WAIT.toSeconds()
                        + " s. Reload the page in a moment; if that"
                        + " goes on, connect the mailbox again.");
            }
            pauses.pause("another request to end the same sign-in");
        }
    }

    private void checkNotExpired(SignInState begun) {
        if (begun.isExpired(settings.now())) {
            throw MailboxNotConnectedException.of(
                    Reason.STATE_EXPIRED,
                    "The sign-in took longer than " + SignInState.LIFE.toMinutes()
                            + " minutes, or the clocks of two servers differ by minutes. Connect the mailbox again.");
        }
    }

    private void checkAlive(SignInRow claimed) {
        if (settings.now().isAfter(claimed.at().plus(claimLife))) {
            throw MailboxNotConnectedException.of(
                    Reason.STATE_EXPIRED,
                    "The process that handled this answer came to an end in the middle, so that what came of it is not"
                            + " known. See whether the mailbox is connected, and connect it again if not.");
        }
    }

    private static ConnectedMailbox tell(SignInResult result) {
        if (result instanceof SignInResult.Connected connected) {
            return connected.mailbox();
        }
        throw ((SignInResult.Refused) result).told();
    }

    private ConnectedMailbox handle(TokenCacheKey key, long version, Supplier<SignInResult> work) {
        SignInResult result;
        try {
            result = work.get();
        } catch (RuntimeException | Error e) {
            keep(key, version, SignInRow.free(settings.now()));
            throw e;
        }
        keep(key, version, SignInRow.of(result, settings.now()));
        return tell(result);
    }

    private boolean claim(TokenCacheKey key, long version) {
        String owner = SignInState.random();
        try {
            return store.compareAndSet(
                    key, version, SignInRow.claimed(settings.now(), owner).write());
        } catch (TokenCacheStoreException e) {
            if (isClaimedBy(owner, key)) {
                return true;
            }
            throw down(e);
        }
    }

    /** Whether a claim was stored although the store threw: a connection may break after the commit. */
    private boolean isClaimedBy(String owner, TokenCacheKey key) {
        Pauses pauses = settings.pauses(LONGEST_LOOK);
        while (true) {
            try {
                return store.load(key)
                        .content()
                        .filter(content -> read(key, content).isClaimedBy(owner))
                        .isPresent();
            } catch (TokenCacheStoreException e) {
                if (pauses.areOver()) {
                    return false;
                }
            }
            pauses.pause("the store to say whether it took a claim");
        }
    }

    /** What cannot be kept is only missed when the page is reloaded, so the caller gets the result all the same. */
    private void keep(TokenCacheKey key, long version, SignInRow row) {
        InterruptSetAside interrupt = new InterruptSetAside();
        try {
            store.compareAndSet(key, version, row.write());
        } catch (TokenCacheStoreException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The result of a sign-in was not kept, so that a reload of its page says that it is being handled",
                    e);
        } finally {
            interrupt.restore();
        }
    }

    private StoredTokenCache load(TokenCacheKey key) {
        try {
            return store.load(key);
        } catch (UnreadableTokenCacheException e) {
            throw unreadable(e);
        } catch (TokenCacheStoreException e) {
            throw down(e);
        }
    }

    private static SignInRow read(TokenCacheKey key, byte[] content) {
        try {
            return SignInRow.read(content);
        } catch (IllegalArgumentException e) {
            throw unreadable(new UnreadableTokenCacheException("The row of " + key.mailbox() + " is no sign-in.", e));
        }
    }

    private static MailboxNotConnectedException unreadable(UnreadableTokenCacheException e) {
        return MailboxNotConnectedException.of(
                Reason.STATE_EXPIRED,
                "What the store holds of this sign-in cannot be read. Connect the mailbox again, and see the cause.",
                e);
    }

    private static TokenUnavailableException down(TokenCacheStoreException e) {
        return new TokenUnavailableException(
                "The sign-in could not be ended, since the store failed. Nothing is lost: reload the page when the store"
                        + " works again, within " + SignInState.LIFE.toMinutes() + " minutes.",
                e);
    }
}
