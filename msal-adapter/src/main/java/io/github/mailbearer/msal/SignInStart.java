package io.github.mailbearer.msal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Sends people to Entra: the authorization request (RFC 6749 section 4.1.1, OpenID Connect Core section 3.1.2.1).
 *
 * <p>MSAL is not asked for the URL. It turns {@code response_mode=query} into {@code form_post}, and a browser does not
 * send a cookie that is {@code SameSite=Lax} along with a form that another site posts.
 */
final class SignInStart {

    private final ConnectSettings settings;
    private final SignInRows rows;

    SignInStart(ConnectSettings settings) {
        this.settings = settings;
        this.rows = new SignInRows(settings);
    }

    AuthorizationRequest begin(SignInOptions options) {
        String mailbox = options.mailbox().orElse(null);
        if (mailbox == null && !settings.anyAccount()) {
            throw new IllegalArgumentException("options name no mailbox: give SignInOptions.of(mailbox), or build the"
                    + " connector with allowAnyAccount()");
        }
        Optional<String> claims = options.claims().or(() -> options.mailbox().flatMap(this::claimsDemandedOf));
        rows.purgeOld();

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
        return new AuthorizationRequest(
                page(settings.application().tenantId(), "oauth2/v2.0/authorize", parameters),
                begun.seal(settings),
                begun.validUntil());
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

    /** Entra lets administrators consent in a tenant or for organisations, not for everybody there is. */
    URI adminConsentUrl() {
        String tenant = settings.application().tenantId();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("client_id", settings.application().clientId());
        parameters.put("scope", settings.scopes().parameter());
        parameters.put("redirect_uri", settings.redirectUri().toString());
        return page(Identifiers.isSharedTenant(tenant) ? "organizations" : tenant, "v2.0/adminconsent", parameters);
    }

    private URI page(String tenant, String path, Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "="
                        + URLEncoder.encode(parameter.getValue(), UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("&"));
        return settings.application().endpoint().page("/" + tenant + "/" + path + "?" + query);
    }

    @Override
    public String toString() {
        return settings.application().description() + ", redirectUri=" + settings.redirectUri();
    }
}
