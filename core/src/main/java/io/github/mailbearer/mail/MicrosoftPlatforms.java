package io.github.mailbearer.mail;

import java.time.Duration;

/**
 * The platforms that run on Exchange Online.
 *
 * <p>They differ in hosts and in the resource their scopes name. What they have in common is in Microsoft's article about
 * OAuth for IMAP, POP and SMTP: the names of the scopes, and a POP3 AUTH of two lines.
 */
final class MicrosoftPlatforms {

    private static final String APP_ONLY = "/.default";

    private MicrosoftPlatforms() {}

    static MailPlatform worldwide() {
        return exchange("Microsoft 365", "smtp.office365.com", "outlook.office365.com", "https://outlook.office.com")
                .withAppOnlyScopes("https://outlook.office365.com" + APP_ONLY);
    }

    static MailPlatform gccHigh() {
        String resource = "https://outlook.office365.us";
        return exchange("Microsoft 365 GCC High", "smtp.office365.us", "outlook.office365.us", resource)
                .withAppOnlyScopes(resource + APP_ONLY);
    }

    static MailPlatform dod() {
        String resource = "https://outlook.office365.us";
        return exchange("Microsoft 365 DoD", "outlook-dod.office365.us", "outlook-dod.office365.us", resource)
                .withAppOnlyScopes(resource + APP_ONLY);
    }

    static MailPlatform china() {
        String resource = "https://partner.outlook.cn";
        return exchange("Microsoft 365 (21Vianet)", "smtp.partner.outlook.cn", "partner.outlook.cn", resource)
                .withAppOnlyScopes(resource + APP_ONLY);
    }

    static MailPlatform outlookCom() {
        return exchange("Outlook.com", "smtp-mail.outlook.com", "outlook.office365.com", "https://outlook.office.com");
    }

    static MailPlatform highVolumeEmail() {
        return MailPlatform.custom("Microsoft 365 High Volume Email", submission("smtp.hve.mx.microsoft"))
                .withHosts("smtp-hve.office365.com")
                .withDelegatedScopes(MailProtocol.SMTP, "https://outlook.office.com/Mail.Send")
                .withAppOnlyScopes("https://outlook.office.com" + APP_ONLY)
                .withMinimumValidity(Duration.ofMinutes(20))
                .withSubmissionIdentity(SubmissionIdentity.MAILBOX);
    }

    private static MailPlatform exchange(String name, String submissionHost, String accessHost, String resource) {
        return MailPlatform.custom(
                        name,
                        submission(submissionHost),
                        MailServer.of(MailProtocol.IMAP, accessHost, 993, TransportSecurity.IMPLICIT_TLS),
                        MailServer.of(MailProtocol.POP3, accessHost, 995, TransportSecurity.IMPLICIT_TLS))
                .withDelegatedScopes(MailProtocol.SMTP, resource + "/SMTP.Send")
                .withDelegatedScopes(MailProtocol.IMAP, resource + "/IMAP.AccessAsUser.All")
                .withDelegatedScopes(MailProtocol.POP3, resource + "/POP.AccessAsUser.All")
                .withPop3TokenOnItsOwnLine(true)
                .withSubmissionIdentity(SubmissionIdentity.ACCOUNT);
    }

    private static MailServer submission(String host) {
        return MailServer.of(MailProtocol.SMTP, host, 587, TransportSecurity.STARTTLS);
    }
}
