package io.github.mailbearer.msal;

import io.github.mailbearer.TokenException;
import org.jspecify.annotations.Nullable;

/** Tells who has to act after Entra refused a token request for good. */
@FunctionalInterface
interface Refusals {

    /**
     * The failure.
     *
     * @param error the OAuth error
     * @param cause MSAL's exception, if it is the description and no more
     */
    TokenException of(TokenAnswer answer, String error, @Nullable Throwable cause);
}
