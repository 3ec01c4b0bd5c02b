package io.github.mailbearer.testkit;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides which of the scopes that the application asks for it is given. */
final class Consents {

    private static final List<String> MAIL = List.of("SMTP.Send", "IMAP.AccessAsUser.All", "POP.AccessAsUser.All");

    private volatile Set<String> only = Set.of();
    private volatile boolean adminRequired;
    private volatile boolean adminGiven;

    void grantOnly(Set<String> scopes) {
        only = scopes;
    }

    void requireAdmin(boolean required) {
        adminRequired = required;
    }

    void giveAdmin() {
        adminGiven = true;
    }

    boolean awaitsAdmin() {
        return adminRequired && !adminGiven;
    }

    /** Records that the person accepted everything on the consent page. */
    void accept(Person person, RequestedScopes requested) {
        person.consentTo(acceptable(requested));
    }

    /** Whether the person, or an administrator for all, has accepted everything that is asked for. */
    boolean cover(Person person, RequestedScopes requested) {
        return !awaitsAdmin() && (adminGiven || person.consented().containsAll(acceptable(requested)));
    }

    private List<String> acceptable(RequestedScopes requested) {
        return requested.resource().stream()
                .flatMap(scope -> isDefault(scope) ? mail(scope) : Stream.of(scope))
                .filter(this::isGrantable)
                .toList();
    }

    /** What the application gets of what it asks for; nothing where Entra would say that consent is missing. */
    Set<String> granted(Person person, RequestedScopes requested) {
        Set<String> consented = person.consented();
        Set<String> granted = requested.resource().stream()
                .flatMap(scope -> isDefault(scope) ? consentedAt(scope, consented) : Stream.of(scope))
                .filter(scope -> consented.contains(scope) && isGrantable(scope))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        boolean complete = requested.resource().stream().allMatch(scope -> isDefault(scope) || granted.contains(scope));
        return complete || !only.isEmpty() ? granted : Set.of();
    }

    private boolean isGrantable(String scope) {
        return only.isEmpty() || only.contains(scope);
    }

    private static boolean isDefault(String scope) {
        return scope.endsWith(RequestedScopes.DEFAULT);
    }

    private static Stream<String> mail(String defaultScope) {
        return MAIL.stream().map(name -> resource(defaultScope) + name);
    }

    private static Stream<String> consentedAt(String defaultScope, Set<String> consented) {
        return consented.stream()
                .filter(scope -> scope.startsWith(resource(defaultScope)))
                .sorted();
    }

    private static String resource(String defaultScope) {
        return defaultScope.substring(0, defaultScope.lastIndexOf('/') + 1);
    }

    void reset() {
        only = Set.of();
        adminRequired = false;
        adminGiven = false;
    }
}
