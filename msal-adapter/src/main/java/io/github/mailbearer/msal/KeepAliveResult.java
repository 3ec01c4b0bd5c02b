package io.github.mailbearer.msal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of keeping one mailbox alive. Immutable. */
public final class KeepAliveResult {

    private final String mailbox;
    private final Outcome outcome;
    private final @Nullable RuntimeException failure;

    KeepAliveResult(String mailbox, Outcome outcome, @Nullable RuntimeException failure) {
        this.mailbox = mailbox;
        this.outcome = outcome;
        this.failure = failure;
    }

    /**
     * Whose result it is.
     *
     * @return the name it was connected by
     */
    public String mailbox() {
        return mailbox;
    }

    /**
     * What came of it.
     *
     * @return the outcome
     */
    public Outcome outcome() {
        return outcome;
    }

    /**
     * Why it was not refreshed.
     *
     * @return a {@link io.github.mailbearer.TokenException} or a {@link TokenCacheStoreException}; empty if it was refreshed
     */
    public Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public String toString() {
        return "KeepAliveResult[" + mailbox + ", " + outcome + (failure == null ? "" : ", " + failure.getMessage())
                + "]";
    }

    /** What can come of it. */
    public enum Outcome {

        /** The refresh token was used, and its successor is stored. */
        REFRESHED,

        /** A person has to sign in again. */
        SIGN_IN_NEEDED,

        /** Neither: Entra or the store is down, or the application's own credential was refused. Try again later. */
        FAILED
    }
}
