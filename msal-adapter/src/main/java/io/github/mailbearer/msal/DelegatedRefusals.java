package io.github.mailbearer.msal;

import io.github.mailbearer.InteractionRequiredException;
import io.github.mailbearer.TokenException;
import io.github.mailbearer.TokenRequestDeniedException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the person must sign in again or an administrator must act, after Entra refused to go on for a connected
 * mailbox.
 *
 * <p>OAuth {@code error} and {@code suberror} decide. Entra's number is looked at only where they leave both open, and
 * then chooses between two answers neither of which is tried again by itself, so that a number that changes its meaning
 * can mislead a reader, but never a retry.
 */
final class DelegatedRefusals implements Refusals {

    private static final Set<String> OF_A_PERSON =
            Set.of("invalid_grant", "interaction_required", "login_required", "consent_required");

    /** What signing in again would only show a message about. */
    private static final Set<String> BEYOND_A_PERSON =
            Set.of("message_only", "client_mismatch", "protection_policy_required");

    private static final Set<String> WITHIN_A_PERSON = Set.of(
            "basic_action",
            "additional_action",
            "consent_required",
            "user_password_expired",
            "bad_token",
            "token_expired");

    private final EntraApplication application;
    private final String mailbox;

    private DelegatedRefusals(EntraApplication application, String mailbox) {
        this.application = application;
        this.mailbox = mailbox;
    }

    /** What the failures of requests for a mailbox mean. */
    static Failures failures(EntraApplication application, String mailbox) {
        return new Failures(
                mailbox + ", connected to " + application.description(), application, refusals(application, mailbox));
    }

    static Refusals refusals(EntraApplication application, String mailbox) {
        return new DelegatedRefusals(application, mailbox);
    }

    @Override
    public TokenException of(TokenAnswer answer, String error, @Nullable Throwable cause) {
        int number = answer.number();
        DelegatedRemedy remedy = DelegatedRemedy.of(number, error);
        if (remedy == DelegatedRemedy.OTHER) {
            return new TokenRequestDeniedException(
                    Remedy.of(number, error).describe(application, error, number), error, answer.details(), cause);
        }
        String message = remedy.describe(application, mailbox, error, number);
        Map<String, String> details = new LinkedHashMap<>(answer.details());
        answer.claims().ifPresent(claims -> details.put("claims", claims));
        return isForThePerson(error, details.getOrDefault("suberror", ""), remedy)
                ? new InteractionRequiredException(message, error, details, cause)
                : new TokenRequestDeniedException(message, error, details, cause);
    }

    private static boolean isForThePerson(String error, String suberror, DelegatedRemedy remedy) {
        if (!OF_A_PERSON.contains(error) || BEYOND_A_PERSON.contains(suberror)) {
            return false;
        }
        return WITHIN_A_PERSON.contains(suberror) || remedy.isForThePerson();
    }
}
