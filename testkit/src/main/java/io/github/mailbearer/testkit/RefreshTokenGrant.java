package io.github.mailbearer.testkit;

import java.util.Map;
import java.util.Optional;

/** The exchange of a refresh token (RFC 6749 section 6). */
final class RefreshTokenGrant implements Grant {

    private final ClientAuthentication clients;
    private final RefreshTokens refreshTokens;
    private final PersonTokens tokens;

    RefreshTokenGrant(ClientAuthentication clients, RefreshTokens refreshTokens, PersonTokens tokens) {
        this.clients = clients;
        this.refreshTokens = refreshTokens;
        this.tokens = tokens;
    }

    @Override
    public EntraReply answer(Map<String, String> form) {
        return clients.refusalOf(form).orElseGet(() -> answerToken(form, form.getOrDefault("refresh_token", "")));
    }

    private EntraReply answerToken(Map<String, String> form, String token) {
        if (token.isEmpty()) {
            return TokenEndpoint.missing("refresh_token");
        }
        RefreshTokens.Grant grant = refreshTokens.find(token);
        if (grant == null) {
            return invalid();
        }
        if (grant.isRevoked()) {
            return EntraReply.refreshTokenRevoked();
        }
        if (refreshTokens.isExpired(grant)) {
            return EntraReply.refreshTokenExpired();
        }
        return exchange(form, token, grant);
    }

    private EntraReply exchange(Map<String, String> form, String token, RefreshTokens.Grant held) {
        PersonGrant grant = PersonGrant.of(held.person(), held.scopes(), "", form);
        Optional<EntraReply> refusal = tokens.refusalOf(grant);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (tokens.isRefreshTokenOmitted()) {
            return tokens.answer(grant, null); // Without a successor the token stays in use (RFC 6749 section 6).
        }
        return refreshTokens.use(token, held) ? tokens.answer(grant, refreshTokens.succeed(token, held)) : invalid();
    }

    private static EntraReply invalid() {
        return EntraReply.error(400, "invalid_grant", 70000, "Provided grant is invalid or malformed.");
    }
}
