package io.github.mailbearer.diagnosis;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Advice on what a server replied, in a sentence or two for whoever reads the log.
 *
 * <p>Server texts may change, so they choose advice only; what the library does is decided by reply codes. The remedies
 * for Microsoft 365 follow its documentation of SMTP AUTH and of OAuth for IMAP, POP and SMTP (2026).
 */
public final class ReplyAdvice {

    private record Rule(String enhancedCode, String words, String advice) {

        boolean matches(String reply) {
            return (enhancedCode.isEmpty() || reply.contains(enhancedCode)) && reply.contains(words);
        }
    }

    private static final String SEND_AS = "Send as %1$s, or let it send as the other address: in Exchange Online"
            + " PowerShell, Add-RecipientPermission -Identity <From address> -Trustee %1$s -AccessRights SendAs (it"
            + " takes up to two hours to work). Envelope and header From both count.";

    private static final String SMTP_AUTH_OFF = "This concerns OAuth too, not only passwords. Switch it on for the"
            + " mailbox that signs in: Set-CASMailbox -Identity %1$s -SmtpClientAuthenticationDisabled $false, or"
            + " Microsoft 365 admin center > Users > Active users > the user > Mail > Manage email apps > Authenticated"
            + " SMTP.";

    private static final String ACCESS = "Exchange does not say why. Check in this order: the token is for Exchange"
            + " (https://outlook.office365.com/.default for an app, https://outlook.office.com/IMAP.AccessAsUser.All or"
            + " POP.AccessAsUser.All for a person), not for Graph; for an app, IMAP.AccessAsApp or POP.AccessAsApp has"
            + " admin consent, the service principal is registered in Exchange with the Object ID of the enterprise"
            + " application (New-ServicePrincipal) and has Add-MailboxPermission -Identity %1$s -AccessRights FullAccess;"
            + " IMAP or POP is on for the mailbox (Get-CASMailbox %1$s). Changes take up to two hours.";

    /** The first rule that matches counts: the special ones come first. */
    private static final List<Rule> RULES = List.of(
            new Rule(
                    "5.7.139",
                    "disabled for the tenant",
                    "SMTP AUTH is switched off for the whole tenant and the mailbox has no setting of its own. "
                            + SMTP_AUTH_OFF),
            new Rule(
                    "5.7.139",
                    "disabled for the mailbox",
                    "SMTP AUTH is switched off for this mailbox. " + SMTP_AUTH_OFF),
            new Rule("5.7.139", "smtpclientauthentication is disabled", "SMTP AUTH is switched off. " + SMTP_AUTH_OFF),
            new Rule(
                    "5.7.139",
                    "",
                    "A policy of the tenant forbids this sign-in: look at the sign-in log of %1$s in the Entra admin"
                            + " center (Conditional Access tab), at security defaults and at the mailbox's"
                            + " authentication policy."),
            new Rule(
                    "5.7.144",
                    "",
                    "The token lacks the permission: High Volume Email wants Office 365 Exchange Online > Mail.Send on"
                            + " the app registration, with admin consent."),
            new Rule(
                    "5.7.240",
                    "",
                    "The application is not on the allow list of this High Volume Email account: Add-HVEAppAccess"
                            + " -Identity %1$s -AppIds <client id>."),
            new Rule("", "sendasdenied", SEND_AS),
            new Rule("5.7.60", "", SEND_AS),
            new Rule(
                    "",
                    "550 5.2.25",
                    "Exchange has blocked the mailbox for a while because it kept causing the same error. Stop sending,"
                            + " cure the earlier error, then wait; nobody can lift the block."),
            new Rule("5.7.57", "", "The connection was not authenticated: STARTTLS and AUTH must come first."),
            new Rule(
                    "5.7.30",
                    "",
                    "Basic authentication has been retired here; only OAuth is left. The session must use XOAUTH2."),
            new Rule(
                    "",
                    "user is authenticated but not connected",
                    "The token is right and the mailbox is not open to it: grant the signed-in account, or the"
                            + " application's service principal, Add-MailboxPermission -Identity %1$s -User <user or"
                            + " service principal> -AccessRights FullAccess, and check Get-CASMailbox %1$s for"
                            + " ImapEnabled and PopEnabled. If it worked before, Exchange may have a fault: try again"
                            + " later."),
            new Rule("", "no authenticate failed", ACCESS),
            new Rule("", "-err authentication failure", ACCESS),
            new Rule(
                    "535 5.7.3",
                    "",
                    "Exchange does not say why. Check in this order: the token is for Exchange"
                            + " (https://outlook.office365.com/.default for an app, https://outlook.office.com/SMTP.Send"
                            + " for a person), not for Graph; for a person, the user is the account that signed in and"
                            + " a shared mailbox is only the From; for an app, admin consent is given, the service"
                            + " principal is registered in Exchange with the Object ID of the enterprise application"
                            + " (New-ServicePrincipal) and has Add-MailboxPermission -Identity %1$s -AccessRights"
                            + " FullAccess; SMTP AUTH is on for %1$s. Changes take up to two hours."),
            new Rule(
                    "535 5.7.8",
                    "",
                    "The token is not accepted for this mailbox: check that it was issued to %1$s and for the mail"
                            + " scope of this provider."));

    private ReplyAdvice() {}

    /**
     * Finds the advice for a reply.
     *
     * @param reply the server's reply, with its codes
     * @param mailbox the mailbox it concerns, to fill in
     * @return what to do, or empty if the reply is not a known one
     */
    public static Optional<String> forReply(String reply, String mailbox) {
        String folded = reply.toLowerCase(Locale.ROOT);
        return RULES.stream()
                .filter(rule -> rule.matches(folded))
                .findFirst()
                .map(rule -> String.format(rule.advice(), mailbox));
    }
}
