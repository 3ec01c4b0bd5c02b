package io.github.mailbearer.testkit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The claims that Entra puts into its tokens. */
final class Claims {

    private final AppRegistration app;
    private final InstantSource clock;

    Claims(AppRegistration app, InstantSource clock) {
        this.app = app;
        this.clock = clock;
    }

    /** The issuer of access tokens for Exchange, which are of version 1. */
    String accessTokenIssuer() {
        return "https://sts.testkit.mailbearer.invalid/" + app.tenantId() + "/";
    }

    /** The issuer of id tokens, worded as the real one because clients compare it. */
    String idTokenIssuer() {
        return "https://login.microsoftonline.com/" + app.tenantId() + "/v2.0";
    }

    /** An access token of the application itself. */
    Map<String, Object> ofApp(String audience, TokenSettings settings) {
        Map<String, Object> claims = common(accessTokenIssuer(), audience, settings);
        claims.put("appid", app.clientId());
        claims.put("idtyp", "app");
        claims.put("oid", app.objectId());
        claims.put("roles", List.of("SMTP.SendAsApp", "IMAP.AccessAsApp", "POP.AccessAsApp"));
        claims.put("sub", app.objectId());
        claims.put("ver", "1.0");
        return claims;
    }

    /** An access token of a managed identity. */
    Map<String, Object> ofIdentity(FakeManagedIdentities.Identity identity, String audience, TokenSettings settings) {
        Map<String, Object> claims = ofApp(audience, settings);
        claims.put("appid", identity.clientId());
        claims.put("oid", identity.objectId());
        claims.put("sub", identity.objectId());
        claims.put("xms_mirid", identity.resourceId());
        return claims;
    }

    /** An access token with which the application acts for a person. */
    Map<String, Object> ofPerson(Person person, String audience, List<String> permissions, TokenSettings settings) {
        Map<String, Object> claims = common(accessTokenIssuer(), audience, settings);
        claims.put("appid", app.clientId());
        claims.put("name", person.displayName());
        claims.put("oid", person.objectId());
        claims.put("scp", String.join(" ", permissions));
        claims.put("sub", person.subject());
        claims.put("unique_name", person.username());
        claims.put("upn", person.username());
        claims.put("ver", "1.0");
        return claims;
    }

    /** An id token (OpenID Connect Core section 2). */
    Map<String, Object> ofIdToken(Person person, String nonce, TokenSettings settings) {
        Map<String, Object> claims = common(idTokenIssuer(), app.clientId(), settings);
        claims.put("name", person.displayName());
        claims.put("oid", person.objectId());
        claims.put("preferred_username", person.username());
        claims.put("sub", person.subject());
        claims.put("ver", "2.0");
        if (!nonce.isEmpty()) {
            claims.put("nonce", nonce);
        }
        return claims;
    }

    private Map<String, Object> common(String issuer, String audience, TokenSettings settings) {
        Instant now = clock.instant();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("aud", audience);
        claims.put("iss", issuer);
        claims.put("iat", now.getEpochSecond());
        claims.put("nbf", now.getEpochSecond());
        claims.put("exp", roundedUp(now.plus(settings.lifetime())));
        claims.put("tid", app.tenantId());
        claims.put("uti", UUID.randomUUID().toString());
        return claims;
    }

    /** A token never ends before its expires_in says, although claims count whole seconds. */
    private static long roundedUp(Instant end) {
        return end.getNano() == 0 ? end.getEpochSecond() : end.getEpochSecond() + 1;
    }

    /** Sets claims or, with {@code null}, removes them. */
    static void override(Map<String, Object> claims, Map<String, ? extends @Nullable Object> overrides) {
        overrides.forEach((name, value) -> {
            if (value == null) {
                claims.remove(name);
            } else {
                claims.put(name, numeric(value));
            }
        });
    }

    private static Object numeric(Object claim) {
        if (claim instanceof Instant instant) {
            return instant.getEpochSecond();
        }
        return claim instanceof Date date ? date.toInstant().getEpochSecond() : claim;
    }
}
