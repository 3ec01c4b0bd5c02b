package io.github.mailbearer.msal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Entra's statement of who signed in (OpenID Connect Core section 2).
 *
 * <p>Its signature need not be checked, since it comes straight from the token endpoint over TLS (section 3.1.3.7, item
 * 6). Of the names in it only {@code preferred_username} is used: {@code email} can be set to anything by whoever runs a
 * tenant.
 */
final class IdToken {

    private final Map<String, Object> claims;

    private IdToken(Map<String, Object> claims) {
        this.claims = claims;
    }

    /** Reads a token; empty if it is none. */
    static Optional<IdToken> read(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return Json.object(new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8))
                    .map(IdToken::new);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // the decoder quotes what it reads
        }
    }

    /** A claim; empty if it is missing or no text. */
    String text(String claim) {
        return claims.get(claim) instanceof String text ? text : "";
    }

    /** A time; empty if it is missing or no number. */
    Optional<Instant> time(String claim) {
        try {
            return claims.get(claim) instanceof Number seconds
                    ? Optional.of(Instant.ofEpochSecond(seconds.longValue()))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether it is for an application and no other. */
    boolean isFor(String clientId) {
        Object audience = claims.get("aud");
        return audience instanceof List<?> list
                ? list.size() == 1 && clientId.equalsIgnoreCase(String.valueOf(list.get(0)))
                : clientId.equalsIgnoreCase(String.valueOf(audience));
    }

    @Override
    public String toString() {
        return "IdToken";
    }
}
