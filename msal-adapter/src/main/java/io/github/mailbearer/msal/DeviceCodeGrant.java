package io.github.mailbearer.msal;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.InteractionRequiredException;
import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tokens of connected mailboxes, which are connected when they are first needed, on another device. */
final class DeviceCodeGrant implements TakesClaims {

    /** Longer than any code lives that Entra gives out. */
    private static final Duration LONGEST_SIGN_IN = Duration.ofMinutes(20);

    private final TakesClaims connected;
    private final Connections connections;
    private final InstantSource clock;
    private final DeviceSignIn signIn;
    private final SingleFlight<TokenCacheKey> signIns;
    private final @Nullable Claims claims;

    private DeviceCodeGrant(
            TakesClaims connected,
            Connections connections,
            InstantSource clock,
            DeviceSignIn signIn,
            SingleFlight<TokenCacheKey> signIns,
            @Nullable Claims claims) {
        this.connected = connected;
        this.connections = connections;
        this.clock = clock;
        this.signIn = signIn;
        this.signIns = signIns;
        this.claims = claims;
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
                DelegatedGrant.of(application, store, clock, sleeper),
                connections,
                clock,
                new DeviceSignIn(application, connections, clock, sleeper, prompt),
                new SingleFlight<>(LONGEST_SIGN_IN),
                null);
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
        Instant began = clock.instant();
        try {
            return acquisition.get();
        } catch (InteractionRequiredException needed) {
            TokenCacheKey key = connections.mailboxKey(request.account());
            AtomicBoolean own = new AtomicBoolean();
            AccessToken token = signIns.get(key, () -> {
                own.set(true);
                return signIn.connectedSince(began, key, DelegatedScopes.of(request), wanted(needed))
                        .orElseGet(acquisition);
            });
            return own.get() ? token : acquisition.get();
        }
    }

    /** What Entra wants to see to, or else what the mail server wants Entra to see to. */
    private @Nullable Claims wanted(InteractionRequiredException needed) {
        String told = needed.details().get("claims");
        return told == null ? claims : Claims.of(told);
    }

    @Override
    public TokenProvider withClaims(Claims given) {
        return new DeviceCodeGrant(
                (TakesClaims) connected.withClaims(given), connections, clock, signIn, signIns, given);
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
