package io.github.mailbearer.mail;

import static io.github.mailbearer.mail.Mails.MAILBOX;
import static io.github.mailbearer.mail.Mails.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mailbearer.testkit.CapturedLogs;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.junit.jupiter.api.Test;

/** A message from somebody else than the mailbox: noted, or refused before anything of it is sent. */
class SenderTest extends SmtpTest {

    private static final String OTHER = "boss@contoso.example";

    private final List<String> heard = new ArrayList<>();

    private OAuth2Sessions.Builder listening() {
        return Mails.to(server, tokens).listener(new MailListener() {
            @Override
            public void foreignSender(String mailbox, String sender) {
                heard.add(mailbox + " as " + sender);
            }
        });
    }

    private static MimeMessage from(Session session, String sender) throws MessagingException {
        MimeMessage message = message(session);
        message.setFrom(new InternetAddress(sender));
        return message;
    }

    @Test
    void aForeignFromIsAnEventAndAWarningAndIsSent() throws Exception {
        Session session = listening().build();
        try (CapturedLogs logs = CapturedLogs.everything()) {
            Transport.send(from(session, OTHER));
            Transport.send(from(session, OTHER));
            assertThat(heard).containsExactly(MAILBOX + " as " + OTHER, MAILBOX + " as " + OTHER);
            assertThat(logs.text()).containsOnlyOnce("sends a message from " + OTHER);
        }
        assertThat(server.messages()).hasSize(2);
    }

    @Test
    void theMailboxItselfIsNoEvent() throws Exception {
        Session session = listening().requireSender().build();
        Transport.send(message(session));
        Transport.send(from(session, "NoReply@Contoso.Example"));
        assertThat(heard).isEmpty();
        assertThat(server.messages()).hasSize(2);
    }

    @Test
    void requireSenderRefusesAForeignFromBeforeMailFrom() throws Exception {
        Session session = listening().requireSender().build();
        assertThatThrownBy(() -> Transport.send(from(session, OTHER)))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining(OTHER)
                .hasMessageContaining(MAILBOX)
                .hasMessageContaining("requireSender()");
        assertThat(server.transcript()).noneMatch(line -> line.startsWith("C: MAIL"));
        assertThat(heard).hasSize(1);
    }

    @Test
    void theEnvelopeCountsAsMuchAsTheHeader() throws Exception {
        Session session = listening().requireSender().build();
        SMTPMessage message = new SMTPMessage(message(session));
        message.setEnvelopeFrom(OTHER);
        assertThatThrownBy(() -> Transport.send(message)).hasMessageContaining(OTHER);
        accepted.accept("token-2"); // the other Session has a cache of its own
        Session bounces = listening()
                .requireSender()
                .property("mail.smtp.from", "bounces@contoso.example")
                .build();
        assertThatThrownBy(() -> Transport.send(message(bounces))).hasMessageContaining("bounces@contoso.example");
        assertThat(server.messages()).isEmpty();
    }

    @Test
    void aListenerThatFailsDoesNotKeepTheMessage() throws Exception {
        Session session = Mails.to(server, tokens)
                .listener(new MailListener() {
                    @Override
                    public void foreignSender(String mailbox, String sender) {
                        throw new IllegalStateException("a listener's own fault");
                    }
                })
                .build();
        try (CapturedLogs logs = CapturedLogs.everything()) {
            Transport.send(from(session, OTHER));
            assertThat(logs.text()).contains("A MailListener failed");
        }
        assertThat(server.messages()).hasSize(1);
    }
}
