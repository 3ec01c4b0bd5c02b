package io.github.mailbearer.testkit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Issues access tokens, and remembers which of them are revoked. */
final class TokenIssuer {

    static final String OUTLOOK = "https://outlook.office365.com";

    private final Claims claims;
    private final TokenSigner signer;
    private final Set<String> issued = ConcurrentHashMap.newKeySet();
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private volatile TokenSettings settings = TokenSettings.NORMAL;
    private volatile Map<String, ? extends @Nullable Object> overrides = Map.of();
    private volatile @Nullable String last;

    TokenIssuer(Claims claims, TokenSigner signer) {
        this.claims = claims;
        this.signer = signer;
    }

    String issuer() {
        return claims.accessTokenIssuer();
    }

    synchronized void configure(UnaryOperator<TokenSettings> change) {
        settings = change.apply(settings);
    }

    /** Changes the claims of the tokens to come. */
    void override(Map<String, ? extends @Nullable Object> changes) {
        overrides = new LinkedHashMap<>(changes);
    }

    TokenSettings settings() {
        return settings;
    }

    /** Issues a token to the application itself and answers with it. */
    EntraReply answer(String audience) {
        return EntraReply.token(respond(current -> claims.ofApp(audience, current)));
    }

    /** The members of a token response (RFC 6749 section 5.1) with a new access token among them. */
    Map<String, Object> respond(Function<TokenSettings, Map<String, Object>> content) {
        TokenSettings current = settings;
        Map<String, Object> token = content.apply(current);
        Claims.override(token, overrides);
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("token_type", "Bearer");
        members.put("expires_in", current.lifetime().toSeconds());
        members.put("ext_expires_in", current.lifetime().toSeconds());
        if (current.refreshIn() != null) {
            members.put("refresh_in", current.refreshIn().toSeconds());
        }
        members.put("access_token", issue(token, current));
        return members;
    }

    /** Issues a token to the application itself with other claims than it would have. */
    String issue(Map<String, ? extends @Nullable Object> changes) {
        TokenSettings current = settings;
        Map<String, Object> content = claims.ofApp(OUTLOOK, current);
        Claims.override(content, overrides);
        Claims.override(content, changes);
        return issue(content, current);
    }

    private String issue(Map<String, Object> content, TokenSettings current) {
        String token = signer.sign(content, current.length());
        issued.add(token);
        last = token;
        return token;
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
