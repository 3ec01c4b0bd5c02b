package io.github.mailbearer.msal;

import com.microsoft.aad.msal4j.IClientCredential;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one attempt at a token request proves the application's identity with, and what to try if Entra refuses that. */
final class Proof {

    private final @Nullable IClientCredential credential;
    private final Supplier<Optional<Proof>> instead;
    private final Runnable accepted;

    private Proof(@Nullable IClientCredential credential, Supplier<Optional<Proof>> instead, Runnable accepted) {
        this.credential = credential;
        this.instead = instead;
        this.accepted = accepted;
    }

    static Proof of(IClientCredential credential) {
        return new Proof(credential, Optional::empty, () -> {});
    }

    /** What an application has that can keep no secret. */
    static Proof none() {
        return new Proof(null, Optional::empty, () -> {});
    }

    /** This proof with something to try if it is refused, made only then. */
    Proof orElse(Supplier<Optional<Proof>> other) {
        return new Proof(credential, other, accepted);
    }

    /** This proof with somebody who wants to know that it was accepted. */
    Proof whenAccepted(Runnable told) {
        return new Proof(credential, instead, told);
    }

    /** The credential as MSAL takes it; {@code null} for a public client. */
    @Nullable
    IClientCredential credential() {
        return credential;
    }

    /**
     * What to try after Entra refused this proof; empty if there is nothing that could do better.
     *
     * @throws io.github.mailbearer.TokenException if it cannot be made
     */
    Optional<Proof> instead() {
        return instead.get();
    }

    /** Tells that Entra gave a token for this proof. */
    void accepted() {
        accepted.run();
    }
}
