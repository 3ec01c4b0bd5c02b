package io.github.mailbearer.testkit;

import static io.github.mailbearer.testkit.MailScenarioData.exchange;
import static io.github.mailbearer.testkit.Staging.atToken;
import static io.github.mailbearer.testkit.TokenRule.Verdict.ADMIT;
import static io.github.mailbearer.testkit.TokenRule.Verdict.AS_USUAL;
import static io.github.mailbearer.testkit.TokenRule.Verdict.REFUSE;

import java.util.List;
import java.util.UUID;

/** What Exchange Online decides by the claims of the token. */
final class TokenScenarios {

    private static final String SMTP_REFUSAL = "535 5.7.3 Authentication unsuccessful";
    private static final String IMAP_REFUSAL = "NO AUTHENTICATE failed.";
    private static final String POP_REFUSAL = "-ERR Authentication failure: unknown user name or bad password.";

    /** Exchange's three ways of saying no more than no. */
    private static final String[] REFUSALS = {SMTP_REFUSAL, IMAP_REFUSAL, POP_REFUSAL};

    private static final int NEAR_EXPIRY_SECONDS = 600;
    private static final String SOMETHING_ELSE = new UUID(0, 1).toString();

    /** No failure, so not among the rest. */
    static final MailScenarioData SMTP_RBAC = exchange(
            "smtpRbac",
            List.of(),
            "RBAC for Applications lets the application send without a role in its token.",
            atToken(token -> unlessPerson(token, token.isForExchange() ? ADMIT : REFUSE)),
            SMTP_REFUSAL);

    /** No failure either. */
    static final MailScenarioData SHARED_MAILBOX_OPEN = exchange(
            "sharedMailboxOpen",
            List.of(),
            "People have full access to a shared mailbox, which is the user in IMAP and POP3.",
            atToken(token -> token.isOfPerson() && token.isForExchange() ? ADMIT : AS_USUAL),
            IMAP_REFUSAL,
            POP_REFUSAL);

    private TokenScenarios() {}

    static List<MailScenarioData> all() {
        return List.of(
                exchange(
                        "upnDiffers",
                        List.of("S3"),
                        "The user is not the one whose token it is.",
                        atToken(TokenScenarios::ofItsPerson),
                        SMTP_REFUSAL),
                exchange(
                        "sharedMailboxDelegated",
                        List.of("S4", "S3"),
                        "The shared mailbox is the user in SMTP, where the person who signed in should be.",
                        atToken(TokenScenarios::ofItsPerson),
                        SMTP_REFUSAL),
                exchange(
                        "servicePrincipalMissing",
                        List.of("S5", "I1", "I11"),
                        "Exchange knows no service principal of the application.",
                        atToken(token -> unlessPerson(token, REFUSE)),
                        REFUSALS),
                wrongObjectId(SOMETHING_ELSE),
                exchange(
                        "noMailboxPermission",
                        List.of("S6", "I1", "I11"),
                        "The application has no right to the mailbox.",
                        atToken(token -> unlessPerson(token, REFUSE)),
                        REFUSALS),
                exchange(
                        "adminConsentMissing",
                        List.of("S1", "I1", "I11"),
                        "The application's token carries no roles, since no administrator has consented.",
                        atToken(token -> unlessPerson(token, token.hasRoles() ? AS_USUAL : REFUSE)),
                        REFUSALS),
                exchange(
                        "hveNearExpiry",
                        List.of("S18"),
                        "The token has less than ten minutes to live.",
                        atToken(token -> token.secondsLeft() < NEAR_EXPIRY_SECONDS ? REFUSE : AS_USUAL),
                        "501 5.5.127 Access token is too close to its expiry",
                        "535 5.7.142 Access token is too close to its expiry"),
                exchange(
                        "hveExpired",
                        List.of("S18"),
                        "The token has expired.",
                        atToken(token -> token.secondsLeft() <= 0 ? REFUSE : AS_USUAL),
                        "535 5.7.143 Access token has expired"),
                exchange(
                        "hveWrongPermission",
                        List.of("S18"),
                        "The token lacks the permission Mail.Send.",
                        atToken(token -> token.permits("Mail.Send") && token.isForExchange() ? ADMIT : REFUSE),
                        "535 5.7.144 Access token does not hold the required permission"));
    }

    static MailScenarioData wrongObjectId(String registered) {
        return exchange(
                "wrongObjectId",
                List.of("S5", "I1", "I11"),
                "The service principal was created with another Object ID than the token's.",
                atToken(token -> unlessPerson(token, token.isOf(registered) ? AS_USUAL : REFUSE)),
                REFUSALS);
    }

    /** An opaque token counts as the application's. */
    private static TokenRule.Verdict unlessPerson(PresentedToken token, TokenRule.Verdict ofApplication) {
        return token.isOfPerson() ? AS_USUAL : ofApplication;
    }

    /** An application has nobody else's name to take. */
    private static TokenRule.Verdict ofItsPerson(PresentedToken token) {
        boolean ofApplication = !token.isOfPerson() && token.hasRoles();
        return token.isOfUser() || ofApplication ? AS_USUAL : REFUSE;
    }
}
