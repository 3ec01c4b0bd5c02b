package io.github.mailbearer.testkit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Issues access tokens with the claims that Entra gives them, and remembers which of them are revoked. */
final class TokenIssuer {

    static final String OUTLOOK = "https://outlook.office365.com";

    private final AppRegistration app;
    private final TokenSigner signer;
    private final InstantSource clock;
    private final Set<String> issued = ConcurrentHashMap.newKeySet();
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private volatile TokenSettings settings = TokenSettings.NORMAL;
    private volatile @Nullable String last;

    TokenIssuer(AppRegistration app, TokenSigner signer, InstantSource clock) {
        this.app = app;
        this.signer = signer;
        this.clock = clock;
    }

    String issuer() {
        return "https://sts.testkit.mailbearer.invalid/" + app.tenantId() + "/";
    }

    synchronized void configure(UnaryOperator<TokenSettings> change) {
        settings = change.apply(settings);
    }

    /** Issues a token to the application itself and answers with it. */
    EntraReply answer(String audience) {
        TokenSettings current = settings;
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("token_type", "Bearer");
        members.put("expires_in", current.lifetime().toSeconds());
        members.put("ext_expires_in", current.lifetime().toSeconds());
        if (current.refreshIn() != null) {
            members.put("refresh_in", current.refreshIn().toSeconds());
        }
        members.put("access_token", issue(audience, Map.of(), current));
        return EntraReply.token(members);
    }

    String issue(String audience, Map<String, ? extends @Nullable Object> overrides) {
        return issue(audience, overrides, settings);
    }

    private String issue(String audience, Map<String, ? extends @Nullable Object> overrides, TokenSettings current) {
        Map<String, Object> claims = appOnlyClaims(audience, current);
        overrides.forEach((name, value) -> {
            if (value == null) {
                claims.remove(name);
            } else {
                claims.put(name, numeric(value));
            }
        });
        String token = signer.sign(claims, current.length());
        issued.add(token);
        last = token;
        return token;
    }

    private Map<String, Object> appOnlyClaims(String audience, TokenSettings current) {
        Instant now = clock.instant();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("aud", audience);
        claims.put("iss", issuer());
        claims.put("iat", now.getEpochSecond());
        claims.put("nbf", now.getEpochSecond());
        claims.put("exp", roundedUp(now.plus(current.lifetime())));
        claims.put("appid", app.clientId());
        claims.put("idtyp", "app");
        claims.put("oid", app.objectId());
        claims.put("roles", List.of("SMTP.SendAsApp", "IMAP.AccessAsApp", "POP.AccessAsApp"));
        claims.put("sub", app.objectId());
        claims.put("tid", app.tenantId());
        claims.put("uti", UUID.randomUUID().toString());
        claims.put("ver", "1.0");
        return claims;
    }

    /** A token never ends before its expires_in says, although claims count whole seconds. */
    private static long roundedUp(Instant end) {
        return end.getNano() == 0 ? end.getEpochSecond() : end.getEpochSecond() + 1;
    }

    private static Object numeric(Object claim) {
        if (claim instanceof Instant instant) {
            return instant.getEpochSecond();
        }
        return claim instanceof Date date ? date.toInstant().getEpochSecond() : claim;
    }

    String lastIssued() {
        String token = last;
        if (token == null) {
            throw new IllegalStateException("no token has been issued yet");
        }
        return token;
    }

    void revoke(String token) {
        revoked.add(token);
    }

    void revokeAll() {
        revoked.addAll(issued);
    }

    boolean isRevoked(String token) {
        return revoked.contains(token);
    }

    /** Back to normal tokens; what is revoked stays so. */
    void reset() {
        configure(old -> TokenSettings.NORMAL);
        last = null;
    }
}
