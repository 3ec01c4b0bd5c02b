package io.github.mailbearer.msal;

import io.github.mailbearer.diagnosis.Cause;
import io.github.mailbearer.diagnosis.Diagnosis;
import io.github.mailbearer.diagnosis.Facts;
import io.github.mailbearer.diagnosis.Symptom;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a token was asked for, which is said beside whatever Entra answers.
 *
 * <p>The words for a refusal are those of the application's catalogue. Its numbers choose words only: Microsoft may change
 * them and says not to program by them.
 */
final class Asked {

    private static final String DENIED = "the request was denied. Give Microsoft's support the ids in the details.";

    private static final String REFUSED =
            "the sign-in was refused. Connect the mailbox again; if that does not help, ask the"
                    + " administrator for the entry in Entra's sign-in logs.";

    private final EntraApplication application;
    private final String subject;
    private final String otherwise;
    private final Map<String, String> details = new LinkedHashMap<>();
    private final Facts.Builder facts;

    /** @param otherwise what to say of a refusal that the catalogue does not know */
    private Asked(EntraApplication application, String subject, Collection<String> scopes, String otherwise) {
        this.application = application;
        this.subject = subject;
        this.otherwise = otherwise;
        this.facts = Facts.builder()
                .tenantId(application.tenantId())
                .clientId(application.clientId())
                .loginHost(application.cloud().loginHost())
                .scopes(scopes);
        details.put("tenant", application.tenantId());
        details.put("client_id", application.clientId());
        if (!scopes.isEmpty()) {
            details.put("scope", String.join(" ", scopes));
        }
    }

    /** A token for an application in its own name. */
    static Asked inItsOwnName(EntraApplication application, Set<String> scopes) {
        return new Asked(application, application.description(), scopes, DENIED);
    }

    /**
     * A token for a person.
     *
     * @param how how the mailbox and the application have to do with each other, such as {@code connected to}
     */
    static Asked forMailbox(EntraApplication application, String mailbox, String how, Set<String> scopes) {
        Asked asked = new Asked(
                application, mailbox + ", " + how + " " + application.description(), delegated(scopes), DENIED);
        asked.details.put("account", mailbox);
        asked.facts.account(mailbox);
        return asked;
    }

    /** A token for whoever signs in. */
    static Asked forSignIn(EntraApplication application, Set<String> scopes, URI redirectUri) {
        Asked asked = new Asked(application, application.description(), delegated(scopes), REFUSED);
        asked.facts.redirectUri(redirectUri.toString());
        return asked;
    }

    /** What MSAL asks for on behalf of a person, whatever it is told. */
    private static List<String> delegated(Set<String> scopes) {
        Set<String> all = new LinkedHashSet<>(scopes);
        all.remove("offline_access");
        all.add("offline_access");
        return List.copyOf(all);
    }

    /** Whose token it is, in a sentence. */
    String subject() {
        return subject;
    }

    /** What was asked for and what was answered; nobody's answer changes what was asked for. */
    Map<String, String> details(Map<String, String> answered) {
        Map<String, String> all = new LinkedHashMap<>(answered);
        all.putAll(details);
        return all;
    }

    /** What the catalogue makes of a refusal. A failure in here must never hide the refusal. */
    Diagnosis diagnosis(int status, String error, Map<String, String> answered) {
        return Diagnosis.guarded(() ->
                Diagnosis.of(Symptom.ofTokenError(status, error, answered), facts.build(), application.catalogue()));
    }

    /** What happened and what to do. */
    String message(TokenAnswer answer, String error) {
        return message(diagnosis(answer.status(), error, answer.details()), error, answer.number());
    }

    /** What happened and what to do, with the name that Entra has for it. */
    String message(Diagnosis diagnosis, String error, int number) {
        String name = " (" + error + (number == 0 ? "" : ", AADSTS" + number) + ")";
        String link = number == 0 ? "" : " See https://login.microsoftonline.com/error?code=" + number;
        if (!diagnosis.isRecognised()) {
            return "Entra has no token for " + subject + name + ": " + otherwise + link;
        }
        String summary = diagnosis.summary();
        String told = summary.contains(subject)
                ? summary.replaceFirst("\\.$", "") + name + "."
                : "Entra has no token for " + subject + name + ": " + summary;
        return told + confirmed(diagnosis) + " " + diagnosis.remedies().get(0).text() + link;
    }

    private static String confirmed(Diagnosis diagnosis) {
        return diagnosis.causes().stream()
                .filter(cause -> cause.likelihood() == Cause.Likelihood.CONFIRMED)
                .findFirst()
                .map(cause -> " " + cause.text())
                .orElse("");
    }
}
