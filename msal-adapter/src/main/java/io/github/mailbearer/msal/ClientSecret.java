package io.github.mailbearer.msal;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.IClientCredential;
import io.github.mailbearer.TokenException;
import io.github.mailbearer.TokenRequestDeniedException;
import io.github.mailbearer.TokenUnavailableException;
import java.util.function.Supplier;

/** A client secret, asked for anew at each token request. */
final class ClientSecret extends MsalCredential {

    private final Supplier<String> current;

    ClientSecret(Supplier<String> current) {
        this.current = current;
    }

    @Override
    IClientCredential current(String application) {
        String secret = supplied(application);
        SecretForm.fault(secret).ifPresent(fault -> {
            throw new TokenRequestDeniedException("The client secret supplied for " + application + " " + fault + ".");
        });
        return ClientCredentialFactory.createFromSecret(secret);
    }

    private String supplied(String application) {
        try {
            return current.get();
        } catch (TokenException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new TokenUnavailableException(
                    "The supplier of the client secret for " + application
                            + " failed; see the cause, and mend the place the secret is read from.",
                    e);
        }
    }

    @Override
    public String toString() {
        return "EntraCredential[client secret]";
    }
}
