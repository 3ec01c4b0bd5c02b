package io.github.mailbearer.msal;

import io.github.mailbearer.TokenException;
import io.github.mailbearer.TokenRequestDeniedException;
import io.github.mailbearer.msal.MailboxNotConnectedException.Reason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to tell a person whose sign-in Entra refused, by Entra's own numbers (AADSTS).
 *
 * <p>Whatever the number, the mailbox is not connected; it chooses words, and which reason is given for it.
 */
enum SignInAdvice {
    CANCELLED(
            Reason.CONSENT_DENIED,
            "The sign-in was cancelled. Connect the mailbox again, and accept what is asked for."),
    ADMIN_NEEDED(
            Reason.ADMIN_CONSENT_REQUIRED,
            "In this tenant only an administrator may consent. Give the address of the page for consent"
                    + " to one, and connect the mailbox again afterwards."),
    OTHER_ACCOUNT(
            Reason.WRONG_TENANT,
            "The account does not exist in the tenant of {application}. Connect the mailbox again in a"
                    + " private window, and choose the account of the mailbox."),
    CODE_SPENT(
            Reason.REFUSED,
            "The code in the address of this page was redeemed before, has expired, or is that of another tenant. Connect"
                    + " the mailbox again."),
    VERIFIER(
            Reason.REFUSED,
            "The code in the address of this page belongs to another sign-in. Connect the mailbox again, in one tab only."),
    REDIRECT_URI(
            Reason.REFUSED,
            "The redirect URI is not registered. Register {redirectUri}, to the letter, under App registrations > the"
                    + " application > Authentication > Web."),
    NOT_ASSIGNED(
            Reason.REFUSED,
            "The account is not assigned to the application. Under Enterprise applications > the application > Users and"
                    + " groups add it, or under Properties set \"Assignment required?\" to No."),
    POLICY(
            Reason.REFUSED,
            "A policy of the tenant forbids the sign-in. Entra admin center > Monitoring > Sign-in logs > the entry >"
                    + " Conditional Access shows which; an administrator must exempt the account or the application."),
    CONSENT(
            Reason.REFUSED,
            "Nobody has consented to what {application} asks for. Connect the mailbox again with the prompt CONSENT, or let"
                    + " an administrator consent."),
    NOT_LISTED(
            Reason.REFUSED,
            "What {application} asks for is not among its permissions. Add it under App registrations > the application >"
                    + " API permissions."),
    SCOPE(
            Reason.REFUSED,
            "Entra does not know the scopes that were asked for: {scopes}. Compare them with the documentation."),
    ACCOUNT_KIND(
            Reason.REFUSED,
            "The application does not take accounts of this kind. Compare App registrations > the application >"
                    + " Authentication > Supported account types with the tenant that it is used with."),
    REFRESH_TOKEN(
            Reason.REFUSED,
            "The refresh token has expired, was revoked, or is not for {application}. Connect the mailbox by a sign-in.");

    private final Reason reason;
    private final String text;

    SignInAdvice(Reason reason, String text) {
        this.reason = reason;
        this.text = text;
    }

    private static Optional<SignInAdvice> of(String error, int number) {
        return Optional.ofNullable(
                switch (number) {
                    case 65004 -> CANCELLED;
                    case 90094, 90095 -> ADMIN_NEEDED;
                    case 50020, 50034, 16000, 90072, 51004 -> OTHER_ACCOUNT;
                    case 54005, 70008, 700005 -> CODE_SPENT;
                    case 501481, 50147 -> VERIFIER;
                    case 50011, 500113, 900971 -> REDIRECT_URI;
                    case 50105 -> NOT_ASSIGNED;
                    case 53000, 53001, 53002, 53003, 53011, 530035, 530032, 530034 -> POLICY;
                    case 65001 -> CONSENT;
                    case 650056, 65005, 650057, 65002 -> NOT_LISTED;
                    case 70011, 650053 -> SCOPE;
                    case 9002332, 9002331, 500208, 500200 -> ACCOUNT_KIND;
                    case 700082, 50173, 70000, 50089, 70043, 700084, 50132, 50133 -> REFRESH_TOKEN;
                    case 0 -> error.equals("access_denied") ? CANCELLED : null;
                    default -> null;
                });
    }

    /**
     * Puts a refusal in words.
     *
     * @param otherwise what to say where the number is not known
     */
    static MailboxNotConnectedException refusal(
            ConnectSettings settings,
            String error,
            int number,
            Map<String, String> details,
            String otherwise,
            @Nullable Throwable cause) {
        Optional<SignInAdvice> advice = of(error, number);
        Reason reason = advice.map(known -> known.reason).orElse(Reason.REFUSED);
        String name = error + (number == 0 ? "" : ", AADSTS" + number);
        String message =
                advice.map(known -> known.words(settings) + " (" + name + ")").orElse(otherwise);
        return new MailboxNotConnectedException(
                reason,
                message,
                reason == Reason.ADMIN_CONSENT_REQUIRED ? new SignInPages(settings).adminConsent() : null,
                error,
                details,
                cause);
    }

    /** What the failures of requests for what a person has just granted mean. */
    static Failures failures(ConnectSettings settings) {
        EntraApplication application = settings.application();
        return new Failures(application.description(), application, (answer, error, cause) -> {
            Map<String, String> details = new LinkedHashMap<>(answer.details());
            answer.claims().ifPresent(claims -> details.put("claims", claims));
            String message = Remedy.of(answer.number(), error).describe(application, error, answer.number());
            return new TokenRequestDeniedException(message, error, details, cause);
        });
    }

    /** The refusal that a token request ended with. */
    static MailboxNotConnectedException refusal(ConnectSettings settings, TokenException failure) {
        String code = failure.details().getOrDefault("error_codes", "").replaceFirst(",.*", "");
        return refusal(
                settings,
                failure.error().orElse("refused"),
                code.matches("\\d{1,9}") ? Integer.parseInt(code) : 0,
                failure.details(),
                String.valueOf(failure.getMessage()),
                failure);
    }

    private String words(ConnectSettings settings) {
        return text.replace("{application}", settings.application().description())
                .replace("{redirectUri}", settings.redirectUri().toString())
                .replace("{scopes}", settings.scopes().toString());
    }
}
