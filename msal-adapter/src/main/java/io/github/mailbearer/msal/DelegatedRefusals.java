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

    /** Entra's numbers for what a person who signs in again would only meet again. */
    private static final Set<Integer> FOR_AN_ADMINISTRATOR = Set.of(
            28000, 50001, 50053, 50057, 50097, 50105, 50129, 53000, 53001, 53002, 53003, 53011, 65002, 65005, 70011,
            500011, 500021, 500022, 500212, 500213, 530032, 530034, 530035, 650053, 650056, 650057, 700022);

    private final Asked asked;

    /** @param asked what was asked for */
    DelegatedRefusals(Asked asked) {
        this.asked = asked;
    }

    /** What the failures of requests for a connected mailbox mean. */
    static Failures failures(EntraApplication application, String mailbox, Set<String> scopes) {
        Asked asked = connected(application, mailbox, scopes);
        return new Failures(asked, new DelegatedRefusals(asked));
    }

    /** What is asked for on behalf of a connected mailbox. */
    static Asked connected(EntraApplication application, String mailbox, Set<String> scopes) {
        return Asked.forMailbox(application, mailbox, "connected to", scopes);
    }

    @Override
    public TokenException of(TokenAnswer answer, String error, @Nullable Throwable cause) {
        String message = asked.message(answer, error);
        Map<String, String> details = new LinkedHashMap<>(asked.details(answer.details()));
        answer.claims().ifPresent(claims -> details.put("claims", claims));
        return isForThePerson(error, details.getOrDefault("suberror", ""), answer.number())
                ? new InteractionRequiredException(message, error, details, cause)
                : new TokenRequestDeniedException(message, error, details, cause);
    }

    private static boolean isForThePerson(String error, String suberror, int number) {
        if (!OF_A_PERSON.contains(error) || BEYOND_A_PERSON.contains(suberror)) {
            return false;
        }
        return WITHIN_A_PERSON.contains(suberror) || !FOR_AN_ADMINISTRATOR.contains(number);
    }
}
