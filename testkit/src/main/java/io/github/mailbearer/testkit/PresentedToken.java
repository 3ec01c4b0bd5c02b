package io.github.mailbearer.testkit;

import com.nimbusds.jose.JWSObject;
import java.text.ParseException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A token as a client presented it, with the claims it makes if it is a JWT.
 *
 * @param protocol the protocol's name
 * @param user whom the client named
 * @param claims what the token says, nothing if it is opaque
 * @param now the time at the server
 */
record PresentedToken(String protocol, String user, Map<String, Object> claims, Instant now) {

    static PresentedToken of(String protocol, MailCredential credential, Instant now) {
        return new PresentedToken(protocol, credential.user(), claims(credential.token()), now);
    }

    private static Map<String, Object> claims(String token) {
        try {
            Map<String, Object> claims = JWSObject.parse(token).getPayload().toJSONObject();
            return claims == null ? Map.of() : claims;
        } catch (ParseException e) {
            return Map.of(); // An opaque token, as those of Outlook.com are.
        }
    }

    /** Whether the application acts for a person. */
    boolean isOfPerson() {
        return claims.containsKey("upn") || claims.containsKey("scp");
    }

    /** Whether the person whose token this is has the user's name. */
    boolean isOfUser() {
        return user.equalsIgnoreCase(String.valueOf(claims.get("upn")));
    }

    boolean hasRoles() {
        return claims.containsKey("roles");
    }

    /** Whether it holds a permission, of the application or of the person. */
    boolean permits(String permission) {
        Collection<?> roles = claims.get("roles") instanceof Collection<?> names ? names : List.of();
        Collection<?> scopes = claims.get("scp") instanceof String names ? List.of(names.split(" ")) : List.of();
        return roles.contains(permission) || scopes.contains(permission);
    }

    /** Whether it says that it belongs to this object of the tenant. */
    boolean isOf(String objectId) {
        return objectId.equals(claims.get("oid"));
    }

    /** How many seconds it still lives, none for an opaque token. */
    long secondsLeft() {
        return claims.get("exp") instanceof Number end ? end.longValue() - now.getEpochSecond() : 0;
    }

    /** Whether Exchange would look at its rights at all. */
    boolean isForExchange() {
        return secondsLeft() > 0 && String.valueOf(claims.get("aud")).startsWith("https://outlook.office");
    }
}
