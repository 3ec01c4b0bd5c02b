package io.github.mailbearer.mail;

import static io.github.mailbearer.mail.Mails.MAILBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Session;
import org.junit.jupiter.api.Test;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Spring's JavaMailSenderImpl works as it is. */
class SpringSenderTest extends SmtpTest {

    private JavaMailSenderImpl sender(Session session) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setSession(session);
        return sender;
    }

    private SimpleMailMessage mail() {
        SimpleMailMessage mail = new SimpleMailMessage();
        mail.setFrom(MAILBOX);
        mail.setTo("you@contoso.example");
        mail.setText("Sent with a token.");
        return mail;
    }

    @Test
    void sendsSeveralMessagesOverOneConnectionWhateverThePasswordIs() throws Exception {
        for (String password : new String[] {null, "", "junk"}) {
            server.resetCounts();
            JavaMailSenderImpl sender = sender(session());
            sender.setPassword(password);
            sender.send(mail(), mail(), mail());
            sender.testConnection();
            assertThat(server.counts()).hasToString("2/2/0");
            accepted.accept("token-2", "token-3");
        }
    }

    @Test
    void aSenderWithItsOwnHostAndUserIsInstalledWithTheHost() {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost(server.host());
        sender.setPort(server.port());
        sender.setUsername(MAILBOX);
        sender.setPassword("ignored");
        sender.getJavaMailProperties()
                .put("mail.smtp.ssl.socketFactory", server.clientContext().getSocketFactory());
        OAuth2Sessions.install(sender.getSession(), tokens, sender.getHost());
        sender.send(mail());
        assertSignedInOnceAs(MAILBOX);
    }

    @Test
    void aDeniedTokenIsAMailAuthenticationExceptionWithItsCause() {
        JavaMailSenderImpl sender = sender(Mails.to(
                        server,
                        ScriptedTokens.failing(new io.github.mailbearer.TokenRequestDeniedException("wrong secret")))
                .build());
        assertThatThrownBy(() -> sender.send(mail()))
                .isInstanceOf(MailAuthenticationException.class)
                .hasStackTraceContaining("wrong secret");
    }

    @Test
    void aRevokedTokenIsRenewed() {
        JavaMailSenderImpl sender = sender(session());
        sender.send(mail());
        accepted.only("token-2");
        server.resetCounts();
        sender.send(mail());
        assertThat(server.counts()).hasToString("2/2/1");
    }
}
