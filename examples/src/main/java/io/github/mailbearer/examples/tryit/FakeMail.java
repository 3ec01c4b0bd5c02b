package io.github.mailbearer.examples.tryit;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapHandler;
import com.icegreen.greenmail.smtp.SmtpHandler;
import com.icegreen.greenmail.smtp.commands.SmtpCommandRegistry;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.mailbearer.mail.MailProtocol;
import io.github.mailbearer.mail.MailServer;
import io.github.mailbearer.mail.TransportSecurity;
import io.github.mailbearer.testkit.TestCertificates;
import io.github.mailbearer.testkit.TokenCheck;
import javax.net.ssl.SSLContext;

/** A mail system on this machine: GreenMail's SMTP and IMAP over TLS, with a mailbox to send from and one to read. */
final class FakeMail implements AutoCloseable {

    static final String SENDER = "noreply@contoso.example";
    static final String RECIPIENT = "you@contoso.example";

    private static final long PATIENCE_MILLIS = 10_000;

    private final SSLContext clientTls;
    private final FakeMailbox sender;
    private final GreenMailServer smtp;
    private final GreenMailServer imap;

    private FakeMail(TokenCheck tokens) {
        Managers managers = new Managers();
        TestCertificates certificates = TestCertificates.create();
        clientTls = certificates.clientContext();
        sender = new FakeMailbox(managers.getUserManager(), SENDER, "smtp", tokens);
        new FakeMailbox(managers.getUserManager(), RECIPIENT, "imap", tokens);
        smtp = new GreenMailServer(
                ServerSetup.PROTOCOL_SMTPS,
                managers,
                certificates.serverContext(),
                client -> new SmtpHandler(new SmtpCommandRegistry(), managers.getSmtpManager(), client));
        imap = new GreenMailServer(
                ServerSetup.PROTOCOL_IMAPS,
                managers,
                certificates.serverContext(),
                client -> new ImapHandler(managers.getUserManager(), managers.getImapHostManager(), client));
    }

    static FakeMail start(TokenCheck tokens) {
        FakeMail mail = new FakeMail(tokens);
        start(mail.smtp);
        start(mail.imap);
        return mail;
    }

    private static void start(GreenMailServer server) {
        server.startService();
        try {
            if (!server.waitTillRunning(PATIENCE_MILLIS)) {
                throw new IllegalStateException("GreenMail does not start: " + server);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while GreenMail starts", e);
        }
    }

    MailServer smtp() {
        return MailServer.of(MailProtocol.SMTP, "localhost", smtp.getPort(), TransportSecurity.IMPLICIT_TLS);
    }

    MailServer imap() {
        return MailServer.of(MailProtocol.IMAP, "localhost", imap.getPort(), TransportSecurity.IMPLICIT_TLS);
    }

    SSLContext clientTls() {
        return clientTls;
    }

    /** What sending has cost so far. */
    Figures figures(int tokenRequests) {
        return new Figures(smtp.connections(), sender.tokensShown(), sender.tokensRefused(), tokenRequests);
    }

    @Override
    public void close() {
        smtp.stopService(PATIENCE_MILLIS);
        imap.stopService(PATIENCE_MILLIS);
    }
}
