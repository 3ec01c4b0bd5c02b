package io.github.mailbearer.msal;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Sends people to Entra: the authorization request (RFC 6749 section 4.1.1, OpenID Connect Core section 3.1.2.1).
 *
 * <p>MSAL is not asked for the URL. It turns {@code response_mode=query} into {@code form_post}, and a browser does not
 * send a cookie that is {@code SameSite=Lax} along with a form that another site posts.
 */
final class SignInStart {

    private final ConnectSettings settings;
    private final SignInPages pages;
    private final SignInPurge purge;

    SignInStart(ConnectSettings settings) {
        this.settings = settings;
        this.pages = new SignInPages(settings);
        this.purge = new SignInPurge(settings);
    }

    AuthorizationRequest begin(SignInOptions options) {
        String mailbox = options.mailbox().orElse(null);
        if (mailbox == null && !settings.anyAccount()) {
            throw new IllegalArgumentException("options name no mailbox: give SignInOptions.of(mailbox), or build the"
                    + " connector with allowAnyAccount()");
        }
        Optional<String> claims = options.claims().or(() -> options.mailbox().flatMap(this::claimsDemandedOf));
        purge.run();

        String state = SignInState.random();
        SignInState begun = SignInState.begin(settings, state, mailbox);
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("client_id", settings.application().clientId());
        parameters.put("response_type", "code");
        parameters.put("response_mode", "query");
        parameters.put("redirect_uri", begun.redirectUri());
        parameters.put("scope", settings.scopes().parameter());
        parameters.put("state", state);
        parameters.put("nonce", begun.nonce());
        parameters.put("code_challenge", begun.challenge());
        parameters.put("code_challenge_method", "S256");
        options.prompt().parameter().ifPresent(prompt -> parameters.put("prompt", prompt));
        options.loginHint().ifPresent(hint -> parameters.put("login_hint", hint));
        options.domainHint().ifPresent(hint -> parameters.put("domain_hint", hint));
        claims.ifPresent(demanded -> parameters.put("claims", demanded));
        return new AuthorizationRequest(pages.authorize(parameters), begun.seal(settings), begun.validUntil());
    }

    /** What Entra wanted to be sent along with the next sign-in when it last refused. */
    private Optional<String> claimsDemandedOf(String mailbox) {
        Connection connection =
                settings.connections().load(settings.connections().key(mailbox)).connection();
        return Optional.ofNullable(connection)
                .map(Connection::refusal)
                .map(Connection.Refusal::claims)
                .filter(demanded -> !demanded.isEmpty());
    }

    URI adminConsentUrl() {
        return pages.adminConsent();
    }

    @Override
    public String toString() {
        return settings.application().description() + ", redirectUri=" + settings.redirectUri();
    }
}
