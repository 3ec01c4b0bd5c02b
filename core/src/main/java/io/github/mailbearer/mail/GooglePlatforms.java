package io.github.mailbearer.mail;

/** The platform that Google runs, for Gmail and for Google Workspace. */
final class GooglePlatforms {

    private static final String SCOPE = "https://mail.google.com/";

    private GooglePlatforms() {}

    static MailPlatform gmail() {
        return MailPlatform.custom(
                        "Gmail",
                        MailServer.of(MailProtocol.SMTP, "smtp.gmail.com", 465, TransportSecurity.IMPLICIT_TLS),
                        MailServer.of(MailProtocol.IMAP, "imap.gmail.com", 993, TransportSecurity.IMPLICIT_TLS),
                        MailServer.of(MailProtocol.POP3, "pop.gmail.com", 995, TransportSecurity.IMPLICIT_TLS))
                .withDelegatedScopes(MailProtocol.SMTP, SCOPE)
                .withDelegatedScopes(MailProtocol.IMAP, SCOPE)
                .withDelegatedScopes(MailProtocol.POP3, SCOPE)
                .withPop3TokenOnItsOwnLine(false)
                .withSubmissionIdentity(SubmissionIdentity.MAILBOX);
    }
}
