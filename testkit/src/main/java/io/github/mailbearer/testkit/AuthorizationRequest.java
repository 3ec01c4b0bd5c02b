package io.github.mailbearer.testkit;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request to the authorization endpoint (RFC 6749 section 4.1.1). */
record AuthorizationRequest(String tenant, Map<String, String> parameters) {

    private static final Pattern PATH = Pattern.compile("/([^/]+)/oauth2/v2\\.0/authorize");

    /** The request that a browser would make of this URL, whatever host it names. */
    static AuthorizationRequest of(URI url) {
        Matcher path = PATH.matcher(Optional.ofNullable(url.getPath()).orElse(""));
        if (!path.matches()) {
            throw new IllegalArgumentException("authorizationUrl has the path " + url.getPath()
                    + ": give one that ends in /{tenant}/oauth2/v2.0/authorize");
        }
        return new AuthorizationRequest(
                path.group(1),
                FormParameters.parse(Optional.ofNullable(url.getRawQuery()).orElse("")));
    }

    /** A parameter, empty if it is missing. */
    String get(String parameter) {
        return parameters.getOrDefault(parameter, "");
    }

    RequestedScopes scopes() {
        return RequestedScopes.of(get("scope"));
    }
}
