package io.github.mailbearer.msal;

import io.github.mailbearer.msal.MailboxNotConnectedException.Reason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the redirect URI was called with: the authorization response (RFC 6749 sections 4.1.2 and 4.1.2.1).
 *
 * <p>Anybody can call that page, so nothing of it is repeated in messages but an error code and numbers.
 *
 * @param code empty if Entra refused
 */
record ConnectCallback(String state, Optional<String> code, Optional<String> error, int number) {

    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7E]{1,8192}");
    private static final Pattern STATE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern ERROR = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern AADSTS = Pattern.compile("AADSTS(\\d{1,9})\\b");

    /**
     * Reads the parameters.
     *
     * @throws MailboxNotConnectedException if they are no answer to a sign-in
     */
    static ConnectCallback of(Map<String, String> parameters) {
        String state = parameter(parameters, "state");
        if (state.isEmpty() && !parameter(parameters, "admin_consent").isEmpty()) {
            throw adminCameBack(parameter(parameters, "error").isEmpty());
        }
        if (!STATE.matcher(state).matches()) {
            throw MailboxNotConnectedException.of(
                    Reason.STATE_INVALID,
                    (state.isEmpty()
                                    ? "The address of this page lacks"
                                    : "The address of this page does not hold the right")
                            + " state parameter, so it is no answer to a sign-in that began here."
                            + " Connect the mailbox again.");
        }
        if (!parameter(parameters, "error").isEmpty()) {
            Matcher number = AADSTS.matcher(parameter(parameters, "error_description"));
            return new ConnectCallback(
                    state,
                    Optional.empty(),
                    Optional.of(parameter(parameters, "error"))
                            .map(error -> ERROR.matcher(error).matches() ? error : "unreadable_error"),
                    number.lookingAt() ? Integer.parseInt(number.group(1)) : 0);
        }
        String code = parameter(parameters, "code");
        if (!VISIBLE.matcher(code).matches()) {
            throw MailboxNotConnectedException.of(
                    Reason.CODE_MISSING,
                    "The address of this page holds neither a usable code nor an error, so it is not as Entra made it."
                            + " Connect the mailbox again; if that does not help, see whether a proxy changes addresses.");
        }
        return new ConnectCallback(state, Optional.of(code), Optional.empty(), 0);
    }

    private static String parameter(Map<String, String> parameters, String name) {
        @Nullable String value = parameters.get(name);
        return value == null ? "" : value;
    }

    private static MailboxNotConnectedException adminCameBack(boolean consented) {
        return consented
                ? MailboxNotConnectedException.of(
                        Reason.ADMIN_CONSENT_GIVEN,
                        "An administrator has come back from the page for consent. Now connect the mailbox.")
                : MailboxNotConnectedException.of(
                        Reason.CONSENT_DENIED,
                        "The administrator did not consent. Without that the mailbox cannot be connected.");
    }

    /** What Entra said, for support requests. */
    Map<String, String> details() {
        Map<String, String> details = new LinkedHashMap<>();
        if (number != 0) {
            details.put("error_codes", Integer.toString(number));
        }
        return details;
    }

    /** Shows nothing: whoever has the code can redeem it. */
    @Override
    public String toString() {
        return "ConnectCallback[" + error.orElse("a code") + "]";
    }
}
