package io.github.mailbearer.testkit;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** How the browser is sent back to the application (RFC 6749 sections 4.1.2 and 4.1.2.1). */
record AuthorizationResponse(String redirectUri, String mode, Map<String, String> parameters) {

    static AuthorizationResponse of(AuthorizationRequest request, Map<String, String> answer) {
        Map<String, String> parameters = new LinkedHashMap<>(answer);
        if (!request.get("state").isEmpty()) {
            parameters.put("state", request.get("state"));
        }
        return new AuthorizationResponse(request.get("redirect_uri"), request.get("response_mode"), parameters);
    }

    /** Where the browser lands; the parameters of a form that it would post are in the query. */
    URI uri() {
        char query = redirectUri.contains("?") ? '&' : '?';
        char separator = mode.equals("fragment") ? '#' : query;
        return URI.create(redirectUri + separator + FormParameters.write(parameters));
    }

    /** What the browser is told. A form to post is a page with a button here: there are no scripts. */
    HttpReply toReply() {
        return mode.equals("form_post")
                ? HtmlPage.of(
                        200,
                        "Working...",
                        HtmlPage.form(redirectUri, HtmlPage.hidden(parameters) + HtmlPage.button("Continue")))
                : new HttpReply(302, "text/plain", Map.of("Location", uri().toString()), "");
    }
}
