package io.github.mailbearer.msal;

import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.TokenRequestDeniedException;
import java.util.Set;

/**
 * What an application may ask for in its own name: one resource's {@code .default}, which stands for all the permissions
 * it was granted there.
 */
final class AppOnlyScopes {

    private static final String DEFAULT = "/.default";

    private final Object owner;
    private final String description;
    private final String defaultScope;
    private final Set<String> defaultScopes;
    private final Object defaultKey;

    AppOnlyScopes(EntraApplication application) {
        this(application, application.description(), application.cloud());
    }

    /**
     * @param owner what tells the tokens of one application from those of another
     * @param description the application in a sentence
     */
    AppOnlyScopes(Object owner, String description, EntraCloud cloud) {
        this.owner = owner;
        this.description = description;
        this.defaultScope = cloud.mailScope();
        this.defaultScopes = Set.of(defaultScope);
        this.defaultKey = new Key(owner, defaultScopes);
    }

    /** The scopes to ask for. */
    Set<String> of(TokenRequest request) {
        if (isDefault(request.scopes())) {
            return defaultScopes;
        }
        String scope = String.join(" ", request.scopes());
        if (request.scopes().size() != 1 || !scope.endsWith(DEFAULT) || scope.length() == DEFAULT.length()) {
            throw new TokenRequestDeniedException("The request for a token of " + description
                    + " names the scopes \"" + scope + "\", but an application in its own name asks for exactly one"
                    + " resource's .default: write \"" + defaultScope
                    + "\", or no scope at all, which means the same.");
        }
        return request.scopes();
    }

    /** The resource whose {@code .default} is asked for. */
    String resource(TokenRequest request) {
        String scope = String.join(" ", of(request));
        return scope.substring(0, scope.length() - DEFAULT.length());
    }

    /** What requests that share a token have in common; the account is not part of it. */
    Object cacheKey(TokenRequest request) {
        return isDefault(request.scopes()) ? defaultKey : new Key(owner, request.scopes());
    }

    private boolean isDefault(Set<String> scopes) {
        return scopes.isEmpty() || (scopes.size() == 1 && scopes.contains(defaultScope));
    }

    /** Keeps the tokens of two applications apart in a cache that serves both. */
    private record Key(Object owner, Set<String> scopes) {}
}
