package io.github.mailbearer.msal;

import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.TokenRequestDeniedException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What may be asked for on behalf of a person: permissions of one resource in one request. */
final class DelegatedScopes {

    private static final String DEFAULT = "/.default";

    /** What MSAL sends with every request. */
    private static final Set<String> OF_OPENID = Set.of("openid", "profile", "offline_access");

    private DelegatedScopes() {}

    /**
     * The scopes of a request that say what the token is for; none if it is for what was granted.
     *
     * @throws TokenRequestDeniedException if no token can be for all of them
     */
    static Set<String> of(TokenRequest request) {
        Set<String> scopes = new LinkedHashSet<>(request.scopes());
        scopes.removeAll(OF_OPENID);
        if (scopes.size() < 2) {
            return scopes;
        }
        Set<String> resources = scopes.stream().map(DelegatedScopes::resource).collect(Collectors.toSet());
        if (resources.size() > 1) {
            throw denied(request, "permissions of several resources", "Make one request for each resource");
        }
        if (scopes.stream().anyMatch(scope -> scope.endsWith(DEFAULT))) {
            throw denied(request, "a resource's .default and single permissions", "Name either the one or the others");
        }
        return scopes;
    }

    /** What a mailbox is connected with that had some scopes and was granted others, as far as one token can be for both. */
    static Set<String> joined(Set<String> before, Set<String> granted) {
        Set<String> all = new LinkedHashSet<>(before);
        all.addAll(granted);
        boolean ofOne = all.stream().map(DelegatedScopes::resource).distinct().count() < 2;
        return ofOne && all.stream().noneMatch(scope -> scope.endsWith(DEFAULT)) ? all : before;
    }

    private static TokenRequestDeniedException denied(TokenRequest request, String what, String advice) {
        return new TokenRequestDeniedException("The request for a token of " + request.account()
                + " names the scopes \""
                + String.join(" ", request.scopes()) + "\", which are " + what + ", but a token is for one. " + advice
                + ", or no scope at all for what the mailbox was connected with.");
    }

    /** The resource of a scope; a permission alone is Microsoft Graph's. */
    private static String resource(String scope) {
        int end = scope.lastIndexOf('/');
        // Exchange Online answers to both names.
        return scope.substring(0, Math.max(0, end))
                .toLowerCase(Locale.ROOT)
                .replace("https://outlook.office365.com", "https://outlook.office.com");
    }
}
