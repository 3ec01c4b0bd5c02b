package io.github.mailbearer.msal;

import org.jspecify.annotations.Nullable;

/** A {@link TokenCacheStore} could not do what was asked of it: a database that is down, a full disk. */
public class TokenCacheStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Reports a failure.
     *
     * @param message which row and which store, what happened and what to do; no content
     * @param cause what it follows from, if anything
     */
    public TokenCacheStoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
