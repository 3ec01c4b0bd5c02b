package io.github.mailbearer.msal;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import io.github.mailbearer.TokenException;
import io.github.mailbearer.TokenRequestDeniedException;
import io.github.mailbearer.TokenUnavailableException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A client secret, asked for anew at each token request, and once more if Entra refuses it. */
final class ClientSecret extends MsalCredential {

    private final Supplier<String> current;
    private final @Nullable Instant expiresAt;

    ClientSecret(Supplier<String> current, @Nullable Instant expiresAt) {
        this.current = current;
        this.expiresAt = expiresAt;
    }

    @Override
    Proof proof(String owner, InstantSource clock) {
        String secret = supplied(owner);
        return proof(secret)
                .orElse(() -> Optional.of(supplied(owner))
                        .filter(another -> !another.equals(secret))
                        .map(ClientSecret::proof));
    }

    private static Proof proof(String secret) {
        return Proof.of(ClientCredentialFactory.createFromSecret(secret));
    }

    private String supplied(String owner) {
        String secret = ask(owner);
        SecretForm.fault(secret).ifPresent(fault -> {
            throw new TokenRequestDeniedException("The client secret supplied for " + owner + " " + fault + ".");
        });
        return secret;
    }

    private String ask(String owner) {
        try {
            return current.get();
        } catch (TokenException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new TokenUnavailableException(
                    "The supplier of the client secret for " + owner
                            + " failed; see the cause, and mend the place the secret is read from.",
                    e);
        }
    }

    @Override
    Optional<Instant> expiresAt(Instant now) {
        return Optional.ofNullable(expiresAt);
    }

    @Override
    public String toString() {
        return "EntraCredential[client secret]";
    }
}
