package io.github.mailbearer.testkit;

/** What becomes of a refresh token that {@link FakeEntra} has exchanged for a new one (RFC 6749 section 6). */
public enum RefreshTokenPolicy {

    /** It stays good, as Entra's do. */
    REUSABLE,

    /** It is good once: a second use is answered with {@code invalid_grant}. */
    ONE_TIME,

    /** It stays good until the one that it was exchanged for has been used, so that a lost answer does no harm. */
    ONE_TIME_WITH_GRACE
}
