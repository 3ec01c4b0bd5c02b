package io.github.mailbearer.doctor;

import io.github.mailbearer.diagnosis.Remedy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** 0d: whether what tokens are asked for is one resource's, that of the mail servers, and well written. */
final class ScopesCheck extends Examination {

    private static final String DEFAULT = "/.default";
    private static final Set<String> OF_OPENID = Set.of("openid", "profile", "email", "offline_access");

    private final SetUp setUp;

    ScopesCheck(SetUp setUp) {
        super("0d", "Scopes");
        this.setUp = setUp;
    }

    @Override
    Finding examine(Findings known) {
        List<String> scopes = setUp.scopes();
        if (scopes.isEmpty()) {
            return Finding.notNeeded("No scope is named: whoever gives the tokens decides.");
        }
        Finding finding = fault(scopes)
                .map(fault -> Finding.fail(fault, remedy()))
                .orElseGet(() -> Finding.pass("They are of one resource and well written."));
        return finding.with("asked for", quoted(scopes)).with("expected", expected());
    }

    private Optional<String> fault(List<String> scopes) {
        for (String scope : scopes) {
            if (scope.isBlank() || scope.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
                return Optional.of("A scope is empty, or holds a blank or line break.");
            }
        }
        List<String> rights =
                scopes.stream().filter(scope -> !OF_OPENID.contains(scope)).toList();
        return setUp.profile().isMicrosoft() ? faultAtMicrosoft(rights) : Optional.empty();
    }

    private Optional<String> faultAtMicrosoft(List<String> rights) {
        Set<String> hosts = rights.stream().map(ScopesCheck::resource).collect(Collectors.toSet());
        if (hosts.contains("graph.microsoft.com")) {
            return Optional.of("A scope is of Microsoft Graph; mail servers take no tokens for it.");
        }
        if (hosts.contains("outlook.com")) {
            return Optional.of("https://outlook.com/ is not the name of a resource.");
        }
        if (hosts.stream().map(ScopesCheck::folded).distinct().count() > 1) {
            return Optional.of("The scopes are of several resources, and a token is for one.");
        }
        boolean byDefault = rights.stream().anyMatch(scope -> scope.endsWith(DEFAULT));
        if (byDefault && rights.size() > 1) {
            return Optional.of("A resource's .default stands beside other scopes.");
        }
        boolean app = setUp.grant().filter(Grant.APPLICATION::equals).isPresent();
        if (app && !byDefault) {
            return Optional.of("An application asks for exactly one resource's .default.");
        }
        if (!app && rights.stream().anyMatch(scope -> scope.endsWith("AsApp"))) {
            return Optional.of("A scope is an application permission, which no person can consent to.");
        }
        return Optional.empty();
    }

    /** A permission alone is Graph's. */
    private static String resource(String scope) {
        String host = SetUp.hostOf(scope);
        return host.isEmpty() ? "graph.microsoft.com" : host;
    }

    private static String folded(String host) {
        return host.replace("office365.com", "office.com");
    }

    private Remedy remedy() {
        String expected = expected();
        return Remedy.of(
                expected.isEmpty()
                        ? "Ask for scopes of one resource, without blanks or line breaks in them."
                        : "Ask for " + expected + " and nothing else"
                                + (setUp.grant().filter(Grant.PERSON::equals).isPresent()
                                        ? "; Mailbearer adds offline_access by itself."
                                        : ".")
                                + " For another resource make a request of its own.",
                List.of());
    }

    private String expected() {
        return Words.of(setUp.expectedScopes(setUp.grant().orElse(Grant.PERSON)));
    }

    private static String quoted(List<String> scopes) {
        return scopes.stream()
                .map(scope -> "\"" + scope.replace("\n", "\\n").replace("\r", "\\r") + "\"")
                .collect(Collectors.joining(" "));
    }
}
