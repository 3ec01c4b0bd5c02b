package io.github.mailbearer.mail;

import static io.github.mailbearer.mail.Mails.MAILBOX;

import io.github.mailbearer.testkit.FakeMailServer;
import io.github.mailbearer.testkit.ReceivedMessage;
import io.github.mailbearer.testkit.TestCertificates;
import jakarta.mail.Session;
import java.util.List;

/** Three servers that take the token of the hour, and the post that carries what is sent to those who read. */
final class DayOfMail implements AutoCloseable {

    final HourlyTokens tokens = new HourlyTokens();
    private final TestCertificates certificates = TestCertificates.create();
    final FakeMailServer smtp = start(FakeMailServer.smtp());
    final FakeMailServer imap = start(FakeMailServer.imap());
    final FakeMailServer pop3 = start(FakeMailServer.pop3());
    private int carried;

    private FakeMailServer start(FakeMailServer.Builder server) {
        return server.tokens(tokens.accepted).certificates(certificates).start();
    }

    Session submission() {
        return session(MailProtocol.SMTP, smtp);
    }

    Session reading() {
        return session(MailProtocol.IMAP, imap);
    }

    Session polling() {
        return session(MailProtocol.POP3, pop3);
    }

    private Session session(MailProtocol protocol, FakeMailServer server) {
        return Mails.at(server, protocol, TransportSecurity.STARTTLS, tokens.cache)
                .build();
    }

    /** Brings what has been submitted to both inboxes. */
    synchronized void carryPost() {
        List<ReceivedMessage> submitted = smtp.messages();
        for (ReceivedMessage message : submitted.subList(carried, submitted.size())) {
            imap.deliver(MAILBOX, message.text());
            pop3.deliver(MAILBOX, message.text());
        }
        carried = submitted.size();
    }

    /** Ends the hour: the token runs out, and who is connected with it over IMAP is told so. */
    void endHour() {
        tokens.rollOver();
        imap.bye("Session invalidated - AccessTokenExpired");
    }

    @Override
    public void close() {
        smtp.close();
        imap.close();
        pop3.close();
        tokens.close();
    }
}
