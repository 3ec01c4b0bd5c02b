package io.github.mailbearer;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A bearer token (RFC 6750) and the times that matter for it.
 *
 * <p>Immutable and safe for use by several threads. Two tokens are equal when their values are. The value is a secret:
 * whoever holds it is the account. {@link #toString} never shows it.
 *
 * <pre>{@code
 * AccessToken token = AccessToken.of(reply.accessToken(), Instant.now().plusSeconds(reply.expiresIn()));
 * }</pre>
 */
public final class AccessToken {

    private final String value;
    private final Instant expiresAt;
    private final @Nullable Instant refreshAt;

    private AccessToken(String value, Instant expiresAt, @Nullable Instant refreshAt) {
        this.value = value;
        this.expiresAt = expiresAt;
        this.refreshAt = refreshAt;
    }

    /**
     * Makes a token.
     *
     * @param value the token as the identity provider issued it
     * @param expiresAt when it ends; for a reply's {@code expires_in}, that many seconds after the request was sent
     * @return the token
     * @throws IllegalArgumentException if the value is empty or holds a character that no bearer token has
     */
    public static AccessToken of(String value, Instant expiresAt) {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(expiresAt, "expiresAt");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("value is empty: give the access_token of the token response");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c >= 0x7F) {
                throw new IllegalArgumentException(String.format(
                        "value holds U+%04X at index %d of %d: a bearer token is visible ASCII (RFC 6750 section 2.1);"
                                + " give the access_token alone, without \"Bearer\" and line breaks",
                        (int) c, i, value.length()));
            }
        }
        return new AccessToken(value, expiresAt, null);
    }

    /**
     * The same token with the time from which the identity provider would like it replaced, as Entra says with
     * {@code refresh_in}.
     *
     * @param refreshAt when to begin asking for the next one, not after {@link #expiresAt}
     * @return a token equal to this one
     * @throws IllegalArgumentException if {@code refreshAt} is after {@link #expiresAt}
     */
    public AccessToken withRefreshAt(Instant refreshAt) {
        Objects.requireNonNull(refreshAt, "refreshAt");
        if (refreshAt.isAfter(expiresAt)) {
            throw new IllegalArgumentException("refreshAt " + refreshAt + " is after expiresAt " + expiresAt
                    + ": give the time at which to ask for the next token, before this one ends");
        }
        return new AccessToken(value, expiresAt, refreshAt);
    }

    /**
     * The token itself, a secret.
     *
     * @return the value, not empty, visible ASCII
     */
    public String value() {
        return value;
    }

    /**
     * When the token ends.
     *
     * @return the first instant at which it is no longer valid
     */
    public Instant expiresAt() {
        return expiresAt;
    }

    /**
     * From when on the identity provider would like it replaced.
     *
     * @return the instant, or empty if it did not say
     */
    public Optional<Instant> refreshAt() {
        return Optional.ofNullable(refreshAt);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof AccessToken that && value.equals(that.value));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "AccessToken[" + value.length() + " characters, expiresAt=" + expiresAt
                + (refreshAt == null ? "" : ", refreshAt=" + refreshAt) + "]";
    }
}
