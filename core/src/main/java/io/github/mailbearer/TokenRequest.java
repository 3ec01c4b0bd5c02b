package io.github.mailbearer;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose token is wanted, for what, and how long it must still live.
 *
 * <p>Immutable and safe for use by several threads. Two requests are equal when account and scopes are:
 * {@link #minimumValidity} says which token will do, not which token is meant. The hash is computed once, so a request
 * that is kept and used again makes the cheapest cache key.
 *
 * <pre>{@code
 * TokenRequest request = TokenRequest.of("noreply@contoso.com", "https://outlook.office.com/SMTP.Send");
 * }</pre>
 */
public final class TokenRequest {

    private final String account;
    private final Set<String> scopes;
    private final Duration minimumValidity;
    private final long minimumValidityMillis;
    private final int hash;

    private TokenRequest(String account, Set<String> scopes, Duration minimumValidity) {
        this.account = account;
        this.scopes = scopes;
        this.minimumValidity = minimumValidity;
        this.minimumValidityMillis = minimumValidity.plusNanos(999_999).toMillis();
        this.hash = 31 * account.hashCode() + scopes.hashCode();
    }

    /**
     * Asks for the token of an account.
     *
     * @param account the account at the identity provider whose token is wanted, usually an address
     * @param scopes what the token is for (RFC 6749 section 3.3), each a single scope; none for the provider's default
     * @return the request
     * @throws IllegalArgumentException if the account is blank, or a scope is empty or holds a space or control
     *     character
     */
    public static TokenRequest of(String account, String... scopes) {
        Objects.requireNonNull(account, "account");
        if (account.isBlank()) {
            throw new IllegalArgumentException(
                    "account is blank: give the account whose token is wanted, such as noreply@contoso.com");
        }
        if (account.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "account holds a control character, which would change the meaning of an authentication message");
        }
        Set<String> copy = new LinkedHashSet<>();
        for (String scope : scopes) {
            copy.add(checkedScope(scope));
        }
        return new TokenRequest(account, Collections.unmodifiableSet(copy), Duration.ZERO);
    }

    private static String checkedScope(String scope) {
        Objects.requireNonNull(scope, "scope");
        boolean token = !scope.isEmpty() && scope.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '"' && c != '\\');
        if (!token) {
            throw new IllegalArgumentException("scope \"" + scope.replaceAll("\\p{Cntrl}", "?")
                    + "\" is not a single scope as RFC 6749 section 3.3 has it: no spaces, quotes or control"
                    + " characters, and one scope an argument");
        }
        return scope;
    }

    /**
     * The account at the identity provider whose token is wanted.
     *
     * @return the account, not blank
     */
    public String account() {
        return account;
    }

    /**
     * What the token is for.
     *
     * @return the scopes in the order given, immutable; empty for the provider's own default
     */
    public Set<String> scopes() {
        return scopes;
    }

    /**
     * How long the token must still be valid to be of use. Microsoft 365 High Volume Email, for one, refuses tokens in
     * their last minutes.
     *
     * @return the time, zero unless {@linkplain #withMinimumValidity set}
     */
    public Duration minimumValidity() {
        return minimumValidity;
    }

    /** The minimum validity, rounded up: computed once because every look-up compares it. */
    long minimumValidityMillis() {
        return minimumValidityMillis;
    }

    /**
     * The same request for a token that lives at least so long.
     *
     * @param validity the time the token must still be valid, from zero to a day
     * @return a request equal to this one
     * @throws IllegalArgumentException if the time is negative or longer than a day
     */
    public TokenRequest withMinimumValidity(Duration validity) {
        if (validity.isNegative() || validity.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("minimumValidity is " + validity
                    + ": give a time from zero to a day, such as Duration.ofMinutes(20)");
        }
        return new TokenRequest(account, scopes, validity);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof TokenRequest that
                && hash == that.hash
                && account.equals(that.account)
                && scopes.equals(that.scopes);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return "TokenRequest[" + account + ", scopes=" + scopes
                + (minimumValidity.isZero() ? "" : ", minimumValidity=" + minimumValidity) + "]";
    }
}
