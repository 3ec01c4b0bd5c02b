package io.github.mailbearer.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.mailbearer.AccessToken;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an access token says of itself, for diagnosis only: Microsoft tells applications to treat access tokens as opaque,
 * and nothing here is verified.
 *
 * <p>Only claims from a short list are kept, never the token. Tokens of personal Outlook.com accounts and of Google are no
 * JWTs and say nothing.
 *
 * <pre>{@code
 * TokenClaims.of(token).map(TokenClaims::audience).ifPresent(audience -> log.info("for {}", audience));
 * }</pre>
 */
public final class TokenClaims implements Serializable {

    private static final long serialVersionUID = 1L;

    /** A token longer than any header or mail server takes is not decoded. */
    private static final int LONGEST = 262_144;

    private static final List<String> KEPT = List.of(
            "aud",
            "iss",
            "tid",
            "appid",
            "azp",
            "oid",
            "roles",
            "scp",
            "upn",
            "preferred_username",
            "unique_name",
            "idtyp",
            "exp",
            "nbf",
            "iat",
            "ver");

    /** Names and values; several values are separated by blanks. */
    @SuppressWarnings("serial") // always a LinkedHashMap
    private final Map<String, String> values;

    private TokenClaims(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Decodes a token.
     *
     * @param token the token
     * @return what it says, or empty if it is no JWT
     */
    public static Optional<TokenClaims> of(AccessToken token) {
        return of(token.value());
    }

    /**
     * Decodes a token.
     *
     * @param token the token's value
     * @return what it says, or empty if it is no JWT
     */
    public static Optional<TokenClaims> of(String token) {
        String[] parts = token.length() > LONGEST ? new String[0] : token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return Json.object(new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8))
                    .map(TokenClaims::kept);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static TokenClaims kept(Map<String, Object> payload) {
        Map<String, String> kept = new LinkedHashMap<>();
        for (String name : KEPT) {
            Object value = payload.get(name);
            if (value != null) {
                kept.put(
                        name,
                        Printable.line(value instanceof Collection<?> several ? joined(several) : value.toString()));
            }
        }
        return new TokenClaims(kept);
    }

    private static String joined(Collection<?> values) {
        return String.join(" ", values.stream().map(String::valueOf).toList());
    }

    /**
     * The claims kept, by their names, without control characters.
     *
     * @return names and values, immutable; several values of one claim are separated by blanks
     */
    public Map<String, String> values() {
        return Map.copyOf(values);
    }

    /**
     * For whom the token is.
     *
     * @return the {@code aud} claim
     */
    public Optional<String> audience() {
        return claim("aud");
    }

    /**
     * The tenant that issued the token.
     *
     * @return the {@code tid} claim
     */
    public Optional<String> tenantId() {
        return claim("tid");
    }

    /**
     * The application the token was issued to.
     *
     * @return the {@code appid} or {@code azp} claim
     */
    public Optional<String> applicationId() {
        return claim("appid").or(() -> claim("azp"));
    }

    /**
     * Whose the token is: of an application, the Object ID of its enterprise application, which
     * {@code New-ServicePrincipal} wants.
     *
     * @return the {@code oid} claim
     */
    public Optional<String> objectId() {
        return claim("oid");
    }

    /**
     * The account of the person who signed in.
     *
     * @return the {@code upn} claim, or what stands in its place
     */
    public Optional<String> userPrincipalName() {
        return claim("upn").or(() -> claim("preferred_username")).or(() -> claim("unique_name"));
    }

    /**
     * The application permissions.
     *
     * @return the {@code roles} claim, perhaps empty
     */
    public Set<String> roles() {
        return words("roles");
    }

    /**
     * The delegated permissions.
     *
     * @return the {@code scp} claim, perhaps empty
     */
    public Set<String> scopes() {
        return words("scp");
    }

    /**
     * Whether the token is an application's own, rather than a person's.
     *
     * @return whether it says so, or names no person and no delegated permission
     */
    public boolean isApplication() {
        return claim("idtyp")
                .map("app"::equals)
                .orElse(scopes().isEmpty() && userPrincipalName().isEmpty());
    }

    /**
     * When the token expires.
     *
     * @return the {@code exp} claim
     */
    public Optional<Instant> expiresAt() {
        return claim("exp").flatMap(TokenClaims::instant);
    }

    private static Optional<Instant> instant(String seconds) {
        try {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)));
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private Optional<String> claim(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }

    private Set<String> words(String name) {
        return claim(name)
                .<Set<String>>map(words -> new LinkedHashSet<>(Arrays.asList(words.split(" ", -1))))
                .orElse(Set.of());
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
