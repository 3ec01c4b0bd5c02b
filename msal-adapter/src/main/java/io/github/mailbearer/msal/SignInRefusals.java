package io.github.mailbearer.msal;

import io.github.mailbearer.TokenException;
import io.github.mailbearer.TokenRequestDeniedException;
import io.github.mailbearer.diagnosis.Diagnosis;
import io.github.mailbearer.msal.MailboxNotConnectedException.Reason;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells a person whose sign-in Entra refused why the mailbox is not connected.
 *
 * <p>Whatever Entra's number is, the mailbox is not connected; it chooses words, and which reason is given for it.
 */
final class SignInRefusals {

    private final ConnectSettings settings;
    private final Asked asked;

    SignInRefusals(ConnectSettings settings) {
        this.settings = settings;
        this.asked = Asked.forSignIn(settings.application(), settings.scopes().names(), settings.redirectUri());
    }

    /** What the failures of requests for what a person has just granted mean. */
    Failures failures() {
        return new Failures(asked, (answer, error, cause) -> {
            Map<String, String> details = new LinkedHashMap<>(asked.details(answer.details()));
            answer.claims().ifPresent(claims -> details.put("claims", claims));
            return new TokenRequestDeniedException(asked.message(answer, error), error, details, cause);
        });
    }

    /** The refusal that the authorization response holds. */
    MailboxNotConnectedException of(ConnectCallback callback, String error) {
        return of(error, callback.number(), asked.details(callback.details()), null);
    }

    /** The refusal that a token request ended with. */
    MailboxNotConnectedException of(TokenException failure) {
        String code = failure.details().getOrDefault("error_codes", "").replaceFirst(",.*", "");
        return of(
                failure.error().orElse("refused"),
                code.matches("\\d{1,9}") ? Integer.parseInt(code) : 0,
                failure.details(),
                failure);
    }

    private MailboxNotConnectedException of(
            String error, int number, Map<String, String> details, @Nullable Throwable cause) {
        Reason reason = reason(error, number);
        Diagnosis diagnosis = asked.diagnosis(400, error, details);
        return new MailboxNotConnectedException(
                reason,
                asked.message(diagnosis, error, number),
                reason == Reason.ADMIN_CONSENT_REQUIRED ? new SignInPages(settings).adminConsent() : null,
                error,
                details,
                cause,
                diagnosis);
    }

    private static Reason reason(String error, int number) {
        return switch (number) {
            case 65004 -> Reason.CONSENT_DENIED;
            case 90094, 90095 -> Reason.ADMIN_CONSENT_REQUIRED;
            case 50020, 50034, 16000, 90072, 51004 -> Reason.WRONG_TENANT;
            case 0 -> error.equals("access_denied") ? Reason.CONSENT_DENIED : Reason.REFUSED;
            default -> Reason.REFUSED;
        };
    }
}
