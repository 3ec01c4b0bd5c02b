package io.github.mailbearer.testkit;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The {@code scope} of a request (RFC 6749 section 3.3), those of OpenID Connect apart from those of a resource. */
record RequestedScopes(Set<String> openId, Set<String> resource) {

    static final String DEFAULT = "/.default";

    private static final Set<String> OPENID_CONNECT = Set.of("openid", "profile", "email", "offline_access");
    private static final String GRAPH = "https://graph.microsoft.com/";

    static RequestedScopes of(String scope) {
        return of(Arrays.stream(scope.split(" "))
                .filter(single -> !single.isEmpty())
                .toList());
    }

    static RequestedScopes of(List<String> scopes) {
        return new RequestedScopes(
                scopes.stream().filter(OPENID_CONNECT::contains).collect(Collectors.toCollection(LinkedHashSet::new)),
                scopes.stream()
                        .filter(single -> !OPENID_CONNECT.contains(single))
                        .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    boolean isEmpty() {
        return openId.isEmpty() && resource.isEmpty();
    }

    /** The resources that are asked for; Microsoft Graph is meant where none is named. */
    List<String> audiences() {
        return resource.isEmpty()
                ? List.of(audience(""))
                : resource.stream().map(RequestedScopes::audience).distinct().toList();
    }

    private static String audience(String scope) {
        String full = scope.contains("://") ? scope : GRAPH + scope;
        return full.substring(0, full.lastIndexOf('/'));
    }

    /** A scope's name at its resource, as it stands in a token's {@code scp}. */
    static String permission(String scope) {
        return scope.substring(scope.lastIndexOf('/') + 1);
    }
}
