package io.github.mailbearer.mail;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.diagnosis.Catalogue;
import io.github.mailbearer.diagnosis.Diagnosed;
import io.github.mailbearer.diagnosis.Diagnosis;
import io.github.mailbearer.diagnosis.Facts;
import io.github.mailbearer.diagnosis.Symptom;
import io.github.mailbearer.sasl.ServerError;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks the catalogue what a failure of one login means, with all that is known of the login. */
final class Explainer {

    private final Supplier<Catalogue> catalogue;
    private final LoginTarget target;
    private final TokenRequest request;
    private final String user;
    private @Nullable AccessToken presented;

    /**
     * Begins to know a login.
     *
     * @param user the identity in the authentication message
     */
    Explainer(Supplier<Catalogue> catalogue, LoginTarget target, TokenRequest request, String user) {
        this.catalogue = catalogue;
        this.target = target;
        this.request = request;
        this.user = user;
    }

    /** The token of the login from now on; what it says of itself is read only when something fails. */
    void presents(AccessToken token) {
        presented = token;
    }

    Diagnosis ofReply(String reply, @Nullable ServerError explanation) {
        return diagnosis(reply, explanation, null);
    }

    /** What the server replied to a message from a sender. */
    Diagnosis ofSending(String reply, String sender) {
        return diagnosis(reply, null, sender);
    }

    Diagnosis ofFailure(Throwable failure) {
        StringBuilder words = new StringBuilder();
        Throwable each = failure;
        for (int depth = 0; each != null && depth < 10; depth++, each = each.getCause()) {
            words.append(each).append('\n');
        }
        return diagnosis(words.toString(), null, null);
    }

    /** Why there is no token: what the provider's exception knows of itself counts more than what can be read from it. */
    Diagnosis ofNoToken(RuntimeException failure) {
        return Diagnosis.guarded(() -> failure instanceof Diagnosed diagnosed
                ? diagnosed.diagnosis()
                : Diagnosis.of(failure, facts(null), catalogue.get()));
    }

    private Diagnosis diagnosis(String words, @Nullable ServerError explanation, @Nullable String sender) {
        return Diagnosis.guarded(() ->
                Diagnosis.of(Symptom.ofReply(target.protocol(), words, explanation), facts(sender), catalogue.get()));
    }

    private Facts facts(@Nullable String sender) {
        Facts.Builder facts = Facts.builder()
                .mailbox(target.mailbox())
                .server(target.server())
                .user(user)
                .scopes(request.scopes());
        if (!request.account().equals(target.mailbox())) {
            facts.account(request.account());
        }
        if (sender != null) {
            facts.from(sender);
        }
        if (presented != null) {
            facts.token(presented);
        }
        return facts.build();
    }
}
