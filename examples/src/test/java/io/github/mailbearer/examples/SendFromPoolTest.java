package io.github.mailbearer.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mailbearer.mail.MailProtocol;
import io.github.mailbearer.mail.TokenRejectedException;
import io.github.mailbearer.testkit.FakeMailServer;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.simplejavamail.smtpconnectionpool.SmtpConnectionPool;
import org.simplejavamail.smtpconnectionpool.TransportHandlingException;

@Timeout(30)
class SendFromPoolTest {

    /** The first one has run out when it is got; the cache does not know that. */
    private final RollingTokens tokens = new RollingTokens(Instant.now().minus(Duration.ofHours(1)));

    private final SmtpConnectionPool pool = SendFromPool.pool();
    private FakeMailServer smtp;

    @BeforeEach
    void start() {
        smtp = FakeMailServer.smtp().tokens(tokens.accepted()).start();
    }

    @AfterEach
    void stop() throws Exception {
        pool.shutDown().get(10, TimeUnit.SECONDS);
        smtp.close();
        tokens.close();
    }

    private Session session() {
        return tokens.session(MailProtocol.SMTP, smtp);
    }

    private void send(Session session) throws MessagingException, InterruptedException {
        MimeMessage message = new MimeMessage(session);
        message.setRecipients(RecipientType.TO, "you@contoso.example");
        message.setText("Sent from a pool.");
        SendFromPool.send(pool, session, message);
    }

    @Test
    void aConnectionIsUsedUntilItsTokenHasRunOut() throws Exception {
        Session session = session();
        send(session);
        tokens.rollOver();
        smtp.resetCounts();
        send(session);
        assertThat(smtp.counts()).as("its token had run out").hasToString("1/1/0");

        send(session);
        send(session);
        assertThat(smtp.counts()).as("the present one lasts").hasToString("1/1/0");
        assertThat(smtp.messages()).hasSize(4);
        smtp.awaitOpenConnections(1);
    }

    @Test
    void aConnectionThatTheServerHasEndedIsReplaced() throws Exception {
        Session session = session();
        tokens.rollOver();
        send(session);
        smtp.dropAt("NOOP");
        send(session);
        assertThat(smtp.counts()).hasToString("2/2/0");
    }

    @Test
    void aConnectionThatFailedIsNotUsedAgain() throws Exception {
        Session session = session();
        tokens.rollOver();
        smtp.replyTo("MAIL", "550 5.7.60 SMTP; Client does not have permissions to send as this sender");
        assertThatThrownBy(() -> send(session)).isInstanceOf(MessagingException.class);
        smtp.clearReplies();
        send(session);
        assertThat(smtp.counts()).hasToString("2/2/0");
    }

    @Test
    void aRefusalArrivesWithItsReason() {
        smtp.refuseEverything(true);
        assertThatThrownBy(() -> send(session()))
                .isInstanceOf(TransportHandlingException.class)
                .hasCauseInstanceOf(TokenRejectedException.class);
    }
}
