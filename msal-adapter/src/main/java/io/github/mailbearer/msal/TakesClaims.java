package io.github.mailbearer.msal;

import io.github.mailbearer.TokenProvider;

/** A grant that can answer a claims challenge. */
interface TakesClaims extends TokenProvider {

    /** The same grant with these claims, asked for anew whatever is at hand without them. */
    TokenProvider withClaims(Claims claims);
}
