package io.github.mailbearer.testkit;

import java.util.Map;
import java.util.Optional;

/** The authorization code grant (RFC 6749 section 4.1.3), with proof keys (RFC 7636). */
final class AuthorizationCodeGrant implements Grant {

    private final ClientAuthentication clients;
    private final AuthorizationCodes codes;
    private final RefreshTokens refreshTokens;
    private final PersonTokens tokens;

    AuthorizationCodeGrant(
            ClientAuthentication clients, AuthorizationCodes codes, RefreshTokens refreshTokens, PersonTokens tokens) {
        this.clients = clients;
        this.codes = codes;
        this.refreshTokens = refreshTokens;
        this.tokens = tokens;
    }

    @Override
    public EntraReply answer(Map<String, String> form) {
        return clients.refusalOf(form).orElseGet(() -> answerCode(form, form.getOrDefault("code", "")));
    }

    private EntraReply answerCode(Map<String, String> form, String value) {
        if (value.isEmpty()) {
            return TokenEndpoint.missing("code");
        }
        Optional<AuthorizationCodes.Code> code = codes.find(value);
        if (code.isEmpty()) {
            return codes.isForeign(value)
                    ? refused(
                            700005,
                            "Provided Authorization Code is intended to use against other tenant, thus rejected.")
                    : refused(9002313, "Invalid request. Request is malformed or invalid.");
        }
        return refusalOf(form, code.get()).orElseGet(() -> redeem(form, code.get()));
    }

    private Optional<EntraReply> refusalOf(Map<String, String> form, AuthorizationCodes.Code code) {
        if (code.redeemed().get()) {
            return Optional.of(alreadyRedeemed());
        }
        if (codes.isExpired(code)) {
            return Optional.of(refused(
                    70008,
                    "The provided authorization code or refresh token has expired due to inactivity. Send a new"
                            + " interactive authorization request for this user and resource."));
        }
        String redirectUri = form.getOrDefault("redirect_uri", "");
        if (!redirectUri.equals(code.request().get("redirect_uri"))) {
            return Optional.of(EntraReply.error(
                    400,
                    "invalid_client",
                    500112,
                    "The reply address '" + redirectUri + "' does not match the reply address '"
                            + code.request().get("redirect_uri") + "' provided when requesting Authorization code."));
        }
        return code.request().proofKey().isProvedBy(form.getOrDefault("code_verifier", ""))
                ? Optional.empty()
                : Optional.of(refused(
                        501481,
                        "The Code_Verifier does not match the code_challenge supplied in the authorization request."));
    }

    private EntraReply redeem(Map<String, String> form, AuthorizationCodes.Code code) {
        RequestedScopes scopes = code.request().scopes();
        PersonGrant grant = PersonGrant.of(code.person(), scopes, code.request().get("nonce"), form);
        Optional<EntraReply> refusal = tokens.refusalOf(grant);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (!code.redeemed().compareAndSet(false, true)) {
            return alreadyRedeemed();
        }
        boolean offline = scopes.openId().contains("offline_access") && !tokens.isRefreshTokenOmitted();
        return tokens.answer(grant, offline ? refreshTokens.issue(code.person(), scopes) : null);
    }

    private static EntraReply alreadyRedeemed() {
        return refused(
                54005,
                "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing"
                        + " refresh token.");
    }

    private static EntraReply refused(int aadsts, String description) {
        return EntraReply.error(400, "invalid_grant", aadsts, description);
    }
}
