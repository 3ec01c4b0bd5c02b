package io.github.mailbearer.testkit;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers a grant in which the application acts for a person: access token, refresh token, id token. */
final class PersonTokens {

    private final AppRegistration app;
    private final Consents consents;
    private final Claims claims;
    private final TokenIssuer issuer;
    private final TokenSigner signer;
    private volatile boolean refreshTokenOmitted;
    private volatile Map<String, ? extends @Nullable Object> idTokenClaims = Map.of();

    PersonTokens(AppRegistration app, Consents consents, Claims claims, TokenIssuer issuer, TokenSigner signer) {
        this.app = app;
        this.consents = consents;
        this.claims = claims;
        this.issuer = issuer;
        this.signer = signer;
    }

    void omitRefreshToken(boolean omitted) {
        refreshTokenOmitted = omitted;
    }

    boolean isRefreshTokenOmitted() {
        return refreshTokenOmitted;
    }

    void idTokenClaims(Map<String, ? extends @Nullable Object> overrides) {
        idTokenClaims = new LinkedHashMap<>(overrides);
    }

    /** Why the application does not get what it asks for. */
    Optional<EntraReply> refusalOf(PersonGrant grant) {
        if (grant.scopes().audiences().size() > 1) {
            return Optional.of(EntraReply.error(
                    400,
                    "invalid_grant",
                    28000,
                    "Provided value for the input parameter scope is not valid because it contains more than one"
                            + " resource."));
        }
        boolean missing = !grant.scopes().resource().isEmpty()
                && consents.granted(grant.person(), grant.scopes()).isEmpty();
        return missing ? Optional.of(EntraReply.consentRequired()) : Optional.empty();
    }

    /** The token response for a grant that is not refused. */
    EntraReply answer(PersonGrant grant, @Nullable String refreshToken) {
        Set<String> granted = consents.granted(grant.person(), grant.scopes());
        Map<String, Object> members = issuer.respond(settings -> claims.ofPerson(
                grant.person(),
                grant.scopes().audiences().get(0),
                granted.stream().map(RequestedScopes::permission).toList(),
                settings));
        members.put("scope", echoed(grant.scopes(), granted));
        if (refreshToken != null) {
            members.put("refresh_token", refreshToken);
        }
        if (grant.scopes().openId().contains("openid")) {
            members.put("id_token", idToken(grant.person(), grant.nonce()));
        }
        if (grant.clientInfo()) {
            members.put("client_info", clientInfo(grant.person()));
        }
        return EntraReply.token(members);
    }

    /** Entra names what it granted, {@code .default} too where that was asked for, and nothing of OpenID Connect. */
    private static String echoed(RequestedScopes scopes, Set<String> granted) {
        return Stream.concat(
                        granted.stream(),
                        scopes.resource().stream().filter(scope -> scope.endsWith(RequestedScopes.DEFAULT)))
                .collect(Collectors.joining(" "));
    }

    private String idToken(Person person, String nonce) {
        Map<String, Object> content = claims.ofIdToken(person, nonce, issuer.settings());
        Claims.override(content, idTokenClaims);
        return signer.sign(content, 0);
    }

    String clientInfo(Person person) {
        Map<String, String> info = new LinkedHashMap<>();
        info.put("uid", person.objectId());
        info.put("utid", app.tenantId());
        return Base64URL.encode(JSONObjectUtils.toJSONString(info)).toString();
    }

    void reset() {
        refreshTokenOmitted = false;
        idTokenClaims = Map.of();
    }
}
