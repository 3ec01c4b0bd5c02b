package io.github.mailbearer.msal;

import io.github.mailbearer.msal.MailboxNotConnectedException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks who signed in (OpenID Connect Core section 3.1.3.7).
 *
 * @param nonce what the id token must repeat; {@code null} if it answers no sign-in
 * @param mailbox who must have signed in; {@code null} if it may be anybody
 */
record SignedIn(
        EntraApplication application,
        @Nullable String nonce,
        @Nullable String mailbox,
        Instant now) {

    /** The tenant of personal accounts. */
    private static final String PERSONAL = "9188040d-6c67-4c5b-b112-36a304b66dad";

    private static final Duration SKEW = Duration.ofMinutes(5);

    /**
     * Checks the id token of a token response.
     *
     * @return the token, of which {@code tid} and {@code preferred_username} can be trusted
     * @throws MailboxNotConnectedException if somebody else signed in, or somewhere else, or not now
     */
    IdToken checked(Optional<String> token) {
        IdToken idToken = IdToken.read(token.orElse(""))
                .orElseThrow(() -> invalid(
                        "is missing or cannot be read",
                        "A proxy between this server and Entra may change answers; if there is none, connect the mailbox"
                                + " again."));
        if (nonce != null && !nonce.equals(idToken.text("nonce"))) {
            throw invalid("belongs to another sign-in", "Connect the mailbox again.");
        }
        if (!idToken.isFor(application.clientId())) {
            throw invalid("is for another application", "Compare the client ID with App registrations > Overview.");
        }
        checkTime(idToken);
        checkTenant(idToken);
        checkAccount(idToken);
        return idToken;
    }

    private void checkTime(IdToken token) {
        boolean valid =
                token.time("exp").filter(end -> end.isAfter(now.minus(SKEW))).isPresent()
                        && token.time("iat").filter(this::hasCome).isPresent()
                        && token.time("nbf").map(this::hasCome).orElse(true);
        if (!valid) {
            throw invalid("is not valid at " + now, "Set this machine's clock, and connect the mailbox again.");
        }
    }

    private boolean hasCome(Instant time) {
        return !time.isAfter(now.plus(SKEW));
    }

    private void checkTenant(IdToken token) {
        String tenant = token.text("tid");
        String issuer = "https://" + application.cloud().loginHost() + "/" + tenant + "/v2.0";
        if (!Identifiers.isGuid(tenant) || !issuer.equalsIgnoreCase(token.text("iss"))) {
            throw invalid("does not say which tenant it comes from, or says two", "Connect the mailbox again.");
        }
        if (!isExpected(tenant)) {
            throw MailboxNotConnectedException.of(
                    Reason.WRONG_TENANT,
                    "The account signed in to tenant " + tenant + ", but " + application.description()
                            + " is for accounts of that one only. Connect the mailbox again, and choose another account.");
        }
    }

    /** A domain is not compared: Entra itself has found the tenant by it, and shows no other one's accounts. */
    private boolean isExpected(String tenant) {
        String expected = application.tenantId().toLowerCase(Locale.ROOT);
        boolean personal = PERSONAL.equalsIgnoreCase(tenant);
        return switch (expected) {
            case "common" -> true;
            case "organizations" -> !personal;
            case "consumers" -> personal;
            default -> !Identifiers.isGuid(expected) || expected.equalsIgnoreCase(tenant);
        };
    }

    private void checkAccount(IdToken token) {
        String username = token.text("preferred_username");
        if (username.isBlank() || username.length() > 320 || username.chars().anyMatch(Character::isISOControl)) {
            throw invalid("does not say who signed in", "Connect the mailbox again.");
        }
        if (mailbox != null && !mailbox.equalsIgnoreCase(username)) {
            throw MailboxNotConnectedException.of(
                    Reason.WRONG_ACCOUNT,
                    "It was " + username + " who signed in, not " + mailbox + ". Connect the mailbox again in a private"
                            + " window, and choose " + mailbox
                            + ". If that mailbox is signed in to by another name, the"
                            + " application must allow any account.");
        }
    }

    private static MailboxNotConnectedException invalid(String fault, String advice) {
        return MailboxNotConnectedException.of(
                Reason.ID_TOKEN_INVALID, "Entra's statement of who signed in (the id token) " + fault + ". " + advice);
    }
}
