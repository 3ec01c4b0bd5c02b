package io.github.mailbearer.msal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The addresses of Entra's pages for people. */
final class SignInPages {

    private final ConnectSettings settings;

    SignInPages(ConnectSettings settings) {
        this.settings = settings;
    }

    URI authorize(Map<String, String> parameters) {
        return page(settings.application().tenantId(), "oauth2/v2.0/authorize", parameters);
    }

    /** Entra lets administrators consent in a tenant or for organisations, not for everybody there is. */
    URI adminConsent() {
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
}
