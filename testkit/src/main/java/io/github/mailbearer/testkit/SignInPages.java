package io.github.mailbearer.testkit;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The authorization endpoint as a browser sees it: one page to sign in, one to consent. */
final class SignInPages implements Site {

    private static final String ACCEPT = "accept";
    private static final String CANCEL = "cancel";

    private final AuthorizeEndpoint endpoint;
    private final Directory directory;
    private final Consents consents;
    private final InstantSource clock;

    SignInPages(AuthorizeEndpoint endpoint, Directory directory, Consents consents, InstantSource clock) {
        this.endpoint = endpoint;
        this.directory = directory;
        this.consents = consents;
        this.clock = clock;
    }

    @Override
    public Optional<HttpReply> answer(HttpRequest request) {
        return AuthorizationRequest.at(AuthorizationRequest.AUTHORIZE, request.path(), request.query())
                .map(authorization -> answer(authorization, request));
    }

    private HttpReply answer(AuthorizationRequest authorization, HttpRequest request) {
        Optional<EntraError> page = endpoint.pageError(authorization);
        if (page.isPresent()) {
            return page.get().toPage(clock.instant());
        }
        Optional<EntraError> error = endpoint.redirectedError(authorization);
        if (error.isPresent()) {
            return endpoint.refused(authorization, error.get()).toReply();
        }
        Map<String, String> answers = request.method().equals("POST") ? request.form() : Map.of();
        if (answers.getOrDefault("decision", "").equals(CANCEL)) {
            return endpoint.declined(authorization).toReply();
        }
        String account = answers.getOrDefault("account", "").strip();
        Optional<Person> person = directory.find(account);
        return person.isEmpty()
                ? signIn(authorization, request, account)
                : signedIn(authorization, request, person.get(), answers.getOrDefault("decision", ""));
    }

    private HttpReply signIn(AuthorizationRequest authorization, HttpRequest request, String unknown) {
        String hint = unknown.isEmpty() ? authorization.get("login_hint") : unknown;
        String accounts = directory.usernames().stream()
                .map(username -> HtmlPage.button(username, "account", username))
                .collect(Collectors.joining());
        String problem = unknown.isEmpty()
                ? ""
                : HtmlPage.paragraph("We couldn't find an account with that username. (AADSTS50034)");
        String typed = HtmlPage.input("Email", "account", hint) + HtmlPage.button("Next");
        return HtmlPage.of(
                200,
                "Sign in to your account",
                problem
                        + HtmlPage.form(request.target(), typed)
                        + HtmlPage.form(request.target(), accounts)
                        + HtmlPage.form(request.target(), HtmlPage.button("Cancel", "decision", CANCEL)));
    }

    private HttpReply signedIn(
            AuthorizationRequest authorization, HttpRequest request, Person person, String decision) {
        boolean asked =
                authorization.get("prompt").equals("consent") || !consents.cover(person, authorization.scopes());
        if (!asked || decision.equals(ACCEPT)) {
            return endpoint.accepted(authorization, person).toReply();
        }
        String account = HtmlPage.hidden(Map.of("account", person.username()));
        return consents.awaitsAdmin()
                ? needAdminApproval(request, account)
                : permissionsRequested(request, account, person, authorization.scopes());
    }

    private static HttpReply needAdminApproval(HttpRequest request, String account) {
        String leave = HtmlPage.button("Return to the application without granting consent", "decision", ACCEPT);
        return HtmlPage.of(
                200,
                "Need admin approval",
                HtmlPage.paragraph("Ask an admin to grant permission to this app before you can use it.")
                        + HtmlPage.form(request.target(), account + leave));
    }

    private static HttpReply permissionsRequested(
            HttpRequest request, String account, Person person, RequestedScopes scopes) {
        String decisions =
                HtmlPage.button("Accept", "decision", ACCEPT) + HtmlPage.button("Cancel", "decision", CANCEL);
        return HtmlPage.of(
                200,
                "Permissions requested",
                HtmlPage.paragraph(person.username())
                        + scopes(scopes.resource())
                        + HtmlPage.form(request.target(), account + decisions));
    }

    static String scopes(Set<String> scopes) {
        return scopes.stream()
                .map(scope -> "<li>" + HtmlPage.escape(scope) + "</li>\n")
                .collect(Collectors.joining("", "<ul>\n", "</ul>\n"));
    }
}
