package io.github.mailbearer.mail;

import static io.github.mailbearer.mail.Mails.MAILBOX;
import static io.github.mailbearer.mail.Mails.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Properties and Sessions that were there before us sign in, and nothing else about them changes. */
class ExistingSessionTest extends SmtpTest {

    @Test
    void takesThePlaceOfSessionGetInstance() throws Exception {
        send(OAuth2Sessions.getInstance(properties(), tokens));
        assertSignedInOnceAs(MAILBOX);
    }

    @Test
    void seesDefaultsOfTheProperties() throws Exception {
        Properties properties = new Properties(properties());
        properties.put("mail.smtp.ssl.socketFactory", server.clientContext().getSocketFactory());
        send(OAuth2Sessions.getInstance(properties, tokens));
        assertSignedInOnceAs(MAILBOX);
    }

    @Test
    void leavesThePropertiesAndASecondSessionAlone() throws Exception {
        Properties properties = properties();
        Properties before = (Properties) properties.clone();
        OAuth2Sessions.getInstance(properties, tokens);
        assertThat(properties).isEqualTo(before);
        assertThat(Session.getInstance(properties)
                        .getTransport("smtp")
                        .getClass()
                        .getName())
                .startsWith("org.eclipse.angus");
    }

    @Test
    void makesAForeignSessionSignInAndLeavesItsPropertiesAlone() throws Exception {
        Properties properties = properties();
        Properties before = (Properties) properties.clone();
        Session session = Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(MAILBOX, "hunter2");
            }
        });
        OAuth2Sessions.install(session, tokens);
        send(session);
        assertSignedInOnceAs(MAILBOX);
        assertThat(properties).isEqualTo(before);
        assertThat(Session.getInstance(properties)
                        .getTransport("smtp")
                        .getClass()
                        .getName())
                .startsWith("org.eclipse.angus");
        assertThat(server.transcript()).noneMatch(line -> line.contains("hunter2"));
    }

    @Test
    void anAuthenticatorIsNotAskedAfterARefusal() throws Exception {
        accepted.only();
        Session session = Session.getInstance(properties(), new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                throw new AssertionError("asked");
            }
        });
        OAuth2Sessions.install(session, tokens);
        assertThatThrownBy(() -> send(session)).isInstanceOf(TokenRejectedException.class);
        assertThat(server.counts()).hasToString("2/2/2");
    }

    @Test
    void followsLaterChangesOfThePropertiesButNotToAnotherHost() throws Exception {
        Properties properties = properties();
        Session session = Session.getInstance(properties);
        OAuth2Sessions.install(session, tokens);
        properties.setProperty("mail.smtp.user", "later@contoso.example");
        send(session);
        assertSignedInOnceAs("later@contoso.example");

        properties.setProperty("mail.smtp.host", "evil.example");
        assertThatThrownBy(() -> send(session))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("evil.example does not belong to");
    }

    @Test
    void installingAgainKeepsTheTokens() throws Exception {
        Session session = Session.getInstance(properties());
        for (int i = 0; i < 3; i++) {
            OAuth2Sessions.install(session, tokens);
            send(session);
        }
        assertThat(tokens.asked()).isEqualTo(1);
    }

    @Test
    void aSettingInTheDefaultsMadeDangerousLaterIsRefusedAtConnect() {
        Properties defaults = new Properties();
        Properties properties = new Properties(defaults);
        properties.putAll(properties());
        Session session = Session.getInstance(properties);
        OAuth2Sessions.install(session, tokens);
        defaults.setProperty("mail.debug.auth", "true");
        assertThatThrownBy(() -> send(session))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("mail.debug.auth=true");
    }

    @Test
    void aSettingMadeDangerousLaterIsRefusedAtConnect() {
        Properties properties = properties();
        Session session = Session.getInstance(properties);
        OAuth2Sessions.install(session, tokens);
        properties.setProperty("mail.smtp.starttls.required", "false");
        assertThatThrownBy(() -> send(session))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("mail.smtp.starttls.required=false");
        assertThat(tokens.asked()).isZero();
    }
}
