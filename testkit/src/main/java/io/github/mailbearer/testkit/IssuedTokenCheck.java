package io.github.mailbearer.testkit;

import com.nimbusds.jose.JWSObject;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Judges a token as Exchange Online would, had the fake Entra been the real one. */
final class IssuedTokenCheck implements TokenCheck {

    private static final Set<String> AUDIENCES = Set.of(
            "https://outlook.office365.com",
            "https://outlook.office365.com/",
            "https://outlook.office.com",
            "https://outlook.office.com/");

    private static final Map<String, String> ROLES =
            Map.of("smtp", "SMTP.SendAsApp", "imap", "IMAP.AccessAsApp", "pop3", "POP.AccessAsApp");

    private static final Map<String, String> SCOPES =
            Map.of("smtp", "SMTP.Send", "imap", "IMAP.AccessAsUser.All", "pop3", "POP.AccessAsUser.All");

    private final AppRegistration app;
    private final TokenSigner signer;
    private final TokenIssuer issuer;
    private final InstantSource clock;

    IssuedTokenCheck(AppRegistration app, TokenSigner signer, TokenIssuer issuer, InstantSource clock) {
        this.app = app;
        this.signer = signer;
        this.issuer = issuer;
        this.clock = clock;
    }

    @Override
    public boolean accepts(String protocol, String user, String token) {
        JWSObject jws;
        try {
            jws = JWSObject.parse(token);
        } catch (ParseException e) {
            return false; // Not a JWT, so not one of ours.
        }
        Map<String, Object> claims = jws.getPayload().toJSONObject();
        return claims != null
                && signer.signed(jws)
                && !issuer.isRevoked(token)
                && issuer.issuer().equals(claims.get("iss"))
                && AUDIENCES.contains(String.valueOf(claims.get("aud")))
                && isCurrent(claims)
                && (claims.containsKey("upn")
                        ? admitsPerson(claims, protocol, user)
                        : admitsApp(claims, protocol, user));
    }

    private boolean isCurrent(Map<String, Object> claims) {
        Instant now = clock.instant();
        return claims.get("nbf") instanceof Number nbf
                && claims.get("exp") instanceof Number exp
                && !now.isBefore(Instant.ofEpochSecond(nbf.longValue()))
                && now.isBefore(Instant.ofEpochSecond(exp.longValue()));
    }

    private boolean admitsApp(Map<String, Object> claims, String protocol, String user) {
        return claims.get("roles") instanceof Collection<?> roles
                && roles.contains(ROLES.get(protocol))
                && app.mayEnter(user);
    }

    private static boolean admitsPerson(Map<String, Object> claims, String protocol, String user) {
        return claims.get("scp") instanceof String scopes
                && Arrays.asList(scopes.split(" ")).contains(SCOPES.get(protocol))
                && String.valueOf(claims.get("upn")).equalsIgnoreCase(user);
    }
}
