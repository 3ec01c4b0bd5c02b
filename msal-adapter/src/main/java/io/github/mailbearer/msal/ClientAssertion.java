package io.github.mailbearer.msal;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import io.github.mailbearer.TokenException;
import io.github.mailbearer.TokenRequestDeniedException;
import io.github.mailbearer.TokenUnavailableException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * An assertion that somebody else signs (RFC 7523 section 2.2), asked for anew at each token request, and once more if
 * Entra refuses it: it may have run out on the way.
 */
final class ClientAssertion extends MsalCredential {

    private final String source;
    private final Callable<String> current;

    /** @param source where assertions come from, for messages */
    ClientAssertion(String source, Callable<String> current) {
        this.source = source;
        this.current = current;
    }

    @Override
    Proof proof(String owner, InstantSource clock) {
        String assertion = supplied(owner, clock);
        return proof(assertion)
                .orElse(() -> Optional.of(supplied(owner, clock))
                        .filter(another -> !another.equals(assertion))
                        .map(ClientAssertion::proof));
    }

    private static Proof proof(String assertion) {
        return Proof.of(ClientCredentialFactory.createFromClientAssertion(assertion));
    }

    private String supplied(String owner, InstantSource clock) {
        String assertion = ask(owner);
        AssertionForm.fault(assertion).ifPresent(fault -> {
            throw new TokenRequestDeniedException(
                    "The assertion that " + source + " gave for " + owner + " " + fault + ".");
        });
        AssertionForm.ended(assertion, clock.instant()).ifPresent(end -> {
            throw new TokenUnavailableException("The assertion that " + source + " gave for " + owner + " ended at "
                    + end + ": whoever renews it has stopped, or this machine's clock is wrong.");
        });
        return assertion;
    }

    private String ask(String owner) {
        try {
            return current.call();
        } catch (TokenException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(owner, e);
        } catch (Exception e) {
            throw failed(owner, e);
        }
    }

    private TokenUnavailableException failed(String owner, Exception e) {
        return new TokenUnavailableException(
                "There is no assertion for " + owner + " at present, since " + source + " failed; see the cause.", e);
    }

    @Override
    public String toString() {
        return "EntraCredential[assertion]";
    }
}
