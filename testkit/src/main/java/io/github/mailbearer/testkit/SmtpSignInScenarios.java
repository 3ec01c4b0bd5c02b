package io.github.mailbearer.testkit;

import static io.github.mailbearer.testkit.MailScenarioData.exchange;
import static io.github.mailbearer.testkit.MailScenarioData.other;
import static io.github.mailbearer.testkit.MailScenarioData.silent;
import static io.github.mailbearer.testkit.Staging.AT_AUTH;

import java.util.List;

/** How Exchange Online and its like refuse to let anybody in over SMTP, whatever the token says. */
final class SmtpSignInScenarios {

    private SmtpSignInScenarios() {}

    static List<MailScenarioData> all() {
        return List.of(
                exchange(
                        "smtpRefused",
                        List.of("S1"),
                        "The token is refused without a reason.",
                        AT_AUTH,
                        "535 5.7.3 Authentication unsuccessful"),
                exchange(
                        "smtpAuthDisabledForTenant",
                        List.of("S7"),
                        "SMTP AUTH is switched off for the whole tenant.",
                        AT_AUTH,
                        "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant."
                                + " Visit https://aka.ms/smtp_auth_disabled for more information."),
                exchange(
                        "smtpAuthDisabledForMailbox",
                        List.of("S8"),
                        "SMTP AUTH is switched off for the mailbox.",
                        AT_AUTH,
                        "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox."
                                + " Visit https://aka.ms/smtp_auth_disabled for more information."),
                exchange(
                        "basicAuthenticationDisabled",
                        List.of("S9"),
                        "Passwords are no longer taken, and that is what the client sent.",
                        AT_AUTH,
                        "535 5.7.139 Authentication unsuccessful, basic authentication is disabled."),
                exchange(
                        "securityDefaults",
                        List.of("S10"),
                        "The tenant's security defaults forbid the sign-in.",
                        AT_AUTH,
                        "535 5.7.139 Authentication unsuccessful, user is locked by your organization's security"
                                + " defaults policy. Contact your administrator."),
                exchange(
                        "conditionalAccess",
                        List.of("S11"),
                        "A Conditional Access or authentication policy forbids the sign-in.",
                        AT_AUTH,
                        "535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to be"
                                + " authenticated successfully. Contact your administrator."),
                exchange(
                        "wrongPassword",
                        List.of("S12"),
                        "The password is wrong.",
                        AT_AUTH,
                        "535 5.7.139 Authentication unsuccessful, the user credentials were incorrect."),
                exchange(
                        "hveBasicNotAllowed",
                        List.of("S13"),
                        "The organization does not take passwords for High Volume Email.",
                        AT_AUTH,
                        "535 5.7.139 Authentication unsuccessful, organization configuration does not allow this"
                                + " authentication."),
                exchange(
                        "basicAuthenticationRetired",
                        List.of("S14"),
                        "Basic authentication has been retired in this tenant.",
                        AT_AUTH,
                        "550 5.7.30 Basic authentication is not supported for Client Submission."),
                exchange(
                        "unrecognizedAuthenticationType",
                        List.of("S15"),
                        "The mechanism is not one that the server takes here.",
                        Staging.AT_AUTH_COMMAND,
                        "504 5.7.4 Unrecognized authentication type"),
                exchange(
                        "notAuthenticated",
                        List.of("S16"),
                        "The client sends mail without having signed in.",
                        Staging.AT_MAIL,
                        "530 5.7.57 Client not authenticated to send mail.",
                        "530 5.7.57 SMTP; Client was not authenticated to send anonymous mail during MAIL FROM"),
                exchange(
                        "hveMalformedResponse",
                        List.of("S17"),
                        "High Volume Email cannot read the XOAUTH2 response.",
                        AT_AUTH,
                        "501 5.5.121 Invalid XOAUTH2 auth data",
                        "501 5.5.122 Invalid XOAUTH2 auth data",
                        "501 5.5.123 Invalid XOAUTH2 auth data",
                        "501 5.5.124 Invalid XOAUTH2 auth data",
                        "501 5.5.125 Invalid XOAUTH2 auth data",
                        "501 5.5.126 Invalid XOAUTH2 auth data"),
                exchange(
                        "hveNotOnAllowList",
                        List.of("S19"),
                        "The application is not on the allow list of the High Volume Email account.",
                        AT_AUTH,
                        "550 5.7.240 The application is not allowed to use this account"),
                exchange(
                        "temporaryServerError",
                        List.of("S29"),
                        "A proxy in front of the mailbox has a fault.",
                        AT_AUTH,
                        "451 4.7.0 Temporary server error. Please try again later. PRX4",
                        "451 4.7.0 Temporary server error. Please try again later. PRX2"),
                exchange(
                        "tls10Only",
                        List.of("S31"),
                        "The client's TLS is too old.",
                        Staging.AT_SECURED_GREETING,
                        "421 4.7.66 TLS 1.0 and 1.1 are not supported. Please upgrade/update your client to support TLS"
                                + " 1.2. Visit https://aka.ms/smtp_auth_tls."),
                exchange(
                        "signInTemporarilyUnavailable",
                        List.of("S33"),
                        "The servers that judge tokens are not available.",
                        AT_AUTH,
                        "454 4.7.0 Temporary authentication failure",
                        "421 4.7.0 Temporary authentication failure, closing connection"),
                other(
                        "commandLineTooLong",
                        List.of("S36"),
                        "The token on the line of AUTH makes it longer than the server takes.",
                        Staging.AT_LONG_COMMAND,
                        "500 5.5.2 Line too long"),
                silent("xoauth2NotOffered", "The server takes no tokens.", Staging.PASSWORDS_ONLY, "S37"));
    }
}
