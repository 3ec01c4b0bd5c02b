package io.github.mailbearer.examples.tryit;

import io.github.mailbearer.CachingTokenProvider;
import io.github.mailbearer.mail.MailPlatform;
import io.github.mailbearer.mail.OAuth2Sessions;
import io.github.mailbearer.msal.MsalTokenProvider;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;

/** One message through the real Microsoft 365. */
final class RealRun {

    private final Screen screen;
    private final RealTenant tenant;

    RealRun(Screen screen, RealTenant tenant) {
        this.screen = screen;
        this.tenant = tenant;
    }

    void run() throws MessagingException {
        screen.title("Mailbearer: a message through Microsoft 365 with OAuth 2.0");
        CachingTokenProvider tokens = CachingTokenProvider.builder(
                        MsalTokenProvider.clientCredentials(tenant.application()))
                .listener(new TokenNews(screen))
                .build();
        Session session = OAuth2Sessions.builder(tokens)
                .platform(MailPlatform.MICROSOFT_365)
                .user(tenant.sender())
                .build();
        send(session);
    }

    void send(Session session) throws MessagingException {
        screen.line("SMTP", session.getProperty("mail.smtp.host") + ", from " + tenant.sender());
        Letter.numbered(1).send(session, tenant.recipient());
        screen.success("The message was accepted. Look into the inbox of " + tenant.recipient() + ".");
    }
}
