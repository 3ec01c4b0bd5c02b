package io.github.mailbearer.msal;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.InteractionRequiredException;
import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tokens of connected mailboxes, which are connected when they are first needed, on another device. */
final class DeviceCodeGrant implements TakesClaims {

    /** Longer than any code lives that Entra gives out. */
    private static final Duration LONGEST_SIGN_IN = Duration.ofMinutes(20);

    private final EntraApplication application;
    private final TakesClaims connected;
    private final Connections connections;
    private final DeviceSignIn signIn;
    private final SingleFlight<TokenCacheKey> signIns;

    private DeviceCodeGrant(
            EntraApplication application,
            TakesClaims connected,
            Connections connections,
            DeviceSignIn signIn,
            SingleFlight<TokenCacheKey> signIns) {
        this.application = application;
        this.connected = connected;
        this.connections = connections;
        this.signIn = signIn;
        this.signIns = signIns;
    }

    static DeviceCodeGrant of(
            EntraApplication application,
            TokenCacheStore store,
            Consumer<DeviceCodePrompt> prompt,
            InstantSource clock,
            Pauses.Sleeper sleeper) {
        Arguments.required("application", application, "an EntraApplication");
        Arguments.required("prompt", prompt, "what shows a person where to enter which code");
        if (!application.credential().isPublic()) {
            throw new IllegalArgumentException("credential is " + application.credential()
                    + ", but Entra lets devices sign in to applications without one: give"
                    + " EntraCredential.publicClient(), and set App registrations > the application > Authentication >"
                    + " \"Allow public client flows\" to Yes");
        }
        Connections connections = new Connections(application, store);
        return new DeviceCodeGrant(
                application,
                DelegatedGrant.of(application, store, clock, sleeper),
                connections,
                new DeviceSignIn(application, connections, clock, sleeper, prompt),
                new SingleFlight<>(LONGEST_SIGN_IN));
    }

    @Override
    public AccessToken getToken(TokenRequest request) {
        return signedIn(request, () -> connected.getToken(request));
    }

    @Override
    public AccessToken renewToken(TokenRequest request, AccessToken rejected) {
        return signedIn(request, () -> connected.renewToken(request, rejected));
    }

    /** What is acquired for a mailbox, after it has signed in if need be. */
    private AccessToken signedIn(TokenRequest request, Supplier<AccessToken> acquisition) {
        try {
            return acquisition.get();
        } catch (InteractionRequiredException needed) {
            TokenCacheKey key = connections.mailboxKey(request.account());
            signIns.get(key, () -> afterSignIn(request, key, acquisition));
            return acquisition.get();
        }
    }

    private AccessToken afterSignIn(TokenRequest request, TokenCacheKey key, Supplier<AccessToken> acquisition) {
        try {
            return acquisition.get(); // somebody may have signed in while this thread was on its way here
        } catch (InteractionRequiredException needed) {
            String claims = needed.details().get("claims");
            signIn.connect(key, scopes(request), claims == null ? null : Claims.of(claims));
            return acquisition.get();
        }
    }

    private Set<String> scopes(TokenRequest request) {
        Set<String> scopes = DelegatedScopes.of(request);
        return scopes.isEmpty() ? Set.of(application.cloud().mailScope()) : scopes;
    }

    @Override
    public TokenProvider withClaims(Claims claims) {
        return new DeviceCodeGrant(
                application, (TakesClaims) connected.withClaims(claims), connections, signIn, signIns);
    }

    @Override
    public Object cacheKey(TokenRequest request) {
        return connected.cacheKey(request);
    }

    @Override
    public String toString() {
        return connected + ", which sign in on another device";
    }
}
