package io.github.mailbearer.msal;

import io.github.mailbearer.TokenException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Two credentials while one takes the other's place: the newer one if Entra knows it already, else the older one.
 *
 * <p>Which one it was is remembered for a while, so that a rotation that takes long costs few refusals.
 */
final class OverlappingCredentials extends MsalCredential {

    private static final System.Logger LOG = System.getLogger("io.github.mailbearer.msal");
    private static final Duration MEMORY = Duration.ofMinutes(10);

    private final MsalCredential newer;
    private final MsalCredential older;

    /** Until when the older one is tried first; {@code null} once the newer one was accepted. */
    private volatile @Nullable Instant olderUntil;

    private OverlappingCredentials(MsalCredential newer, MsalCredential older) {
        this.newer = newer;
        this.older = older;
    }

    static OverlappingCredentials of(EntraCredential newer, EntraCredential older) {
        return new OverlappingCredentials(single("newer", newer), single("older", older));
    }

    private static MsalCredential single(String name, EntraCredential credential) {
        Arguments.required(name, credential, "a secret, certificate or assertion");
        if (credential instanceof PublicClient || credential instanceof OverlappingCredentials) {
            throw new IllegalArgumentException(
                    name + " is " + credential + ": give one secret, certificate or assertion");
        }
        return (MsalCredential) credential; // the one type that the interface permits
    }

    @Override
    Proof proof(String owner, InstantSource clock) {
        MsalCredential first = inUse(clock.instant());
        MsalCredential second = first == newer ? older : newer;
        Supplier<Optional<Proof>> other =
                () -> Optional.of(then(second.proof(owner, clock), second, clock, Optional::empty));
        Proof proof;
        try {
            proof = first.proof(owner, clock);
        } catch (TokenException unusable) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The " + name(first) + " credential of " + owner + " cannot be used; the " + name(second)
                            + " one is tried",
                    unusable);
            return instead(other, unusable);
        }
        return then(proof, first, clock, other);
    }

    /** A proof, then what its own credential has instead, then the other credential. */
    private Proof then(Proof proof, MsalCredential whose, InstantSource clock, Supplier<Optional<Proof>> other) {
        return proof.whenAccepted(
                        () -> olderUntil = whose == older ? clock.instant().plus(MEMORY) : null)
                .orElse(() -> proof.instead()
                        .map(next -> then(next, whose, clock, other))
                        .or(other));
    }

    private static Proof instead(Supplier<Optional<Proof>> other, TokenException unusable) {
        try {
            return other.get().orElseThrow();
        } catch (TokenException e) {
            e.addSuppressed(unusable);
            throw e;
        }
    }

    @Override
    Optional<Instant> expiresAt(Instant now) {
        return inUse(now).expiresAt(now);
    }

    private MsalCredential inUse(Instant now) {
        Instant until = olderUntil;
        return until != null && now.isBefore(until) ? older : newer;
    }

    private String name(MsalCredential credential) {
        return credential == newer ? "newer" : "older";
    }

    @Override
    public String toString() {
        return "EntraCredential[" + newer + ", then " + older + "]";
    }
}
