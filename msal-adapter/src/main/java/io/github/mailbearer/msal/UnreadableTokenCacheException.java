package io.github.mailbearer.msal;

import org.jspecify.annotations.Nullable;

/**
 * A row is there, but cannot be made sense of: encrypted with another key, cut short, changed, or not ours at all.
 *
 * <p>Waiting does not help. The row is never overwritten for it.
 */
public final class UnreadableTokenCacheException extends TokenCacheStoreException {

    private static final long serialVersionUID = 1L;

    /**
     * Reports an unreadable row.
     *
     * @param message which row, what is wrong with it and what to do; no content
     * @param cause what it follows from, if anything
     */
    public UnreadableTokenCacheException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
