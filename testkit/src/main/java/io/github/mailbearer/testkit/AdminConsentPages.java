package io.github.mailbearer.testkit;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The admin consent endpoint, at which an administrator allows the application for everybody. */
final class AdminConsentPages implements Site {

    private final AuthorizeEndpoint endpoint;
    private final AppRegistration app;
    private final Consents consents;
    private final InstantSource clock;

    AdminConsentPages(AuthorizeEndpoint endpoint, AppRegistration app, Consents consents, InstantSource clock) {
        this.endpoint = endpoint;
        this.app = app;
        this.consents = consents;
        this.clock = clock;
    }

    @Override
    public Optional<HttpReply> answer(HttpRequest request) {
        return AuthorizationRequest.at(AuthorizationRequest.ADMIN_CONSENT, request.path(), request.query())
                .map(consent -> answer(consent, request));
    }

    private HttpReply answer(AuthorizationRequest consent, HttpRequest request) {
        Optional<EntraError> page = endpoint.pageError(consent);
        if (page.isPresent()) {
            return page.get().toPage(clock.instant());
        }
        String decision = request.method().equals("POST") ? request.form().getOrDefault("decision", "") : "";
        return switch (decision) {
            case "accept" -> accepted(consent).toReply();
            case "cancel" -> declined(consent).toReply();
            default ->
                HtmlPage.of(
                        200,
                        "Permissions requested for your organization",
                        SignInPages.scopes(consent.scopes().resource())
                                + HtmlPage.form(
                                        request.target(),
                                        HtmlPage.button("Accept", "decision", "accept")
                                                + HtmlPage.button("Cancel", "decision", "cancel")));
        };
    }

    AuthorizationResponse accepted(AuthorizationRequest consent) {
        consents.giveAdmin();
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("admin_consent", "True");
        answer.put("tenant", app.tenantId());
        if (!consent.get("scope").isEmpty()) {
            answer.put("scope", consent.get("scope"));
        }
        return consent.respond(answer);
    }

    AuthorizationResponse declined(AuthorizationRequest consent) {
        EntraError error = new EntraError(
                400, "consent_required", 65004, "The resource owner or authorization server denied the request.");
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("error", error.error());
        answer.put("error_description", error.wording(clock.instant()));
        answer.put("admin_consent", "True"); // Entra says so of every answer of this endpoint.
        answer.put("tenant", app.tenantId());
        return consent.respond(answer);
    }
}
