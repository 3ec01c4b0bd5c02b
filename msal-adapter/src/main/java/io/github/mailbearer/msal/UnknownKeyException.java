package io.github.mailbearer.msal;

import org.jspecify.annotations.Nullable;

/**
 * A row was encrypted with a key that this process does not have, which another one may have: while keys rotate, a node
 * that was started with the new keys writes rows that the others cannot read yet.
 */
final class UnknownKeyException extends TokenCacheStoreException {

    private static final long serialVersionUID = 1L;

    UnknownKeyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
