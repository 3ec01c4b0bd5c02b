package io.github.mailbearer.msal;

import java.net.URI;
import java.time.Instant;

/**
 * Where to send the browser of the person who signs in, and what to leave in that browser meanwhile.
 *
 * <p>The {@linkplain #browserValue browser value} goes into a cookie that is {@code Secure}, {@code HttpOnly} and
 * {@code SameSite=Lax}, for the path of the redirect URI, and comes back to {@link MailboxConnector#complete}. It proves
 * that the browser that comes back is the one that was sent: without it an attacker could make somebody else's browser
 * connect the attacker's account (login CSRF, RFC 6749 section 10.12). It is encrypted, and holds all that the node that
 * handles the answer has to know.
 *
 * <p>Immutable and safe for use by several threads. {@link #toString} shows neither.
 */
public final class AuthorizationRequest {

    private final URI url;
    private final String browserValue;
    private final Instant validUntil;

    AuthorizationRequest(URI url, String browserValue, Instant validUntil) {
        this.url = url;
        this.browserValue = browserValue;
        this.validUntil = validUntil;
    }

    /**
     * Where to redirect the browser to.
     *
     * @return the authorization URL
     */
    public URI url() {
        return url;
    }

    /**
     * What to keep in a cookie of the browser.
     *
     * @return letters, digits, {@code -} and {@code _}, less than 4,000 of them
     */
    public String browserValue() {
        return browserValue;
    }

    /**
     * When the person must have come back by; good for the {@code Max-Age} of the cookie.
     *
     * @return ten minutes after the beginning
     */
    public Instant validUntil() {
        return validUntil;
    }

    @Override
    public String toString() {
        return "AuthorizationRequest[validUntil=" + validUntil + "]";
    }
}
