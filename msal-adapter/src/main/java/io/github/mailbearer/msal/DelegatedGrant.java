package io.github.mailbearer.msal;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.TokenRequestDeniedException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Tokens of mailboxes that people have connected. */
final class DelegatedGrant implements TakesClaims {

    private final EntraApplication application;
    private final Connections connections;
    private final RefreshProcedure procedure;
    private final SingleFlight<Wanted> flights;
    private final @Nullable Claims claims;

    private DelegatedGrant(
            EntraApplication application,
            Connections connections,
            RefreshProcedure procedure,
            SingleFlight<Wanted> flights,
            @Nullable Claims claims) {
        this.application = application;
        this.connections = connections;
        this.procedure = procedure;
        this.flights = flights;
        this.claims = claims;
    }

    static DelegatedGrant of(
            EntraApplication application, TokenCacheStore store, InstantSource clock, Pauses.Sleeper sleeper) {
        Arguments.required("application", application, "an EntraApplication");
        Connections connections = new Connections(application, store);
        RefreshProcedure procedure = new RefreshProcedure(application, connections, clock, sleeper);
        return new DelegatedGrant(application, connections, procedure, new SingleFlight<>(procedure.longest()), null);
    }

    @Override
    public TokenProvider withClaims(Claims given) {
        return new DelegatedGrant(application, connections, procedure, flights, given);
    }

    @Override
    public AccessToken getToken(TokenRequest request) {
        return get(request, null);
    }

    @Override
    public AccessToken renewToken(TokenRequest request, AccessToken rejected) {
        return get(request, rejected);
    }

    private AccessToken get(TokenRequest request, @Nullable AccessToken rejected) {
        Wanted wanted =
                new Wanted(key(request), DelegatedScopes.of(request), request.minimumValidity(), claims, rejected);
        return flights.get(wanted, () -> procedure.get(wanted));
    }

    private TokenCacheKey key(TokenRequest request) {
        try {
            return connections.mailboxKey(request.account());
        } catch (IllegalArgumentException e) {
            throw new TokenRequestDeniedException(
                    "The request names an account that can be no connected mailbox: " + e.getMessage(), e);
        }
    }

    @Override
    public Object cacheKey(TokenRequest request) {
        Key key = new Key(application, request);
        return claims == null ? key : claims.keyed(key);
    }

    /** Keeps the tokens of two applications apart in a cache that serves both. */
    private record Key(EntraApplication application, TokenRequest request) {}

    @Override
    public String toString() {
        return "connected mailboxes of " + application.description() + " in " + connections.store();
    }
}
