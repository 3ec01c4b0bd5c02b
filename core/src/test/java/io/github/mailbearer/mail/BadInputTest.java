package io.github.mailbearer.mail;

import static io.github.mailbearer.mail.Mails.MAILBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mailbearer.testkit.FakeMailServer;
import io.github.mailbearer.testkit.Security;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.util.Properties;
import javax.net.SocketFactory;
import org.eclipse.angus.mail.util.MailSSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong is refused as early as can be, by name, with the right form. */
@Timeout(30)
class BadInputTest {

    private final ScriptedTokens tokens = ScriptedTokens.counting();

    private OAuth2Sessions.Builder builder() {
        return OAuth2Sessions.builder(tokens)
                .platform(MailPlatform.MICROSOFT_365)
                .user(MAILBOX);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    mail.smtp.auth.mechanisms         | LOGIN PLAIN | set mail.smtp.auth.mechanisms=XOAUTH2
                    mail.smtp.auth                    | false       | set mail.smtp.auth=true
                    mail.smtp.starttls.enable         | false       | set mail.smtp.starttls.enable=true
                    mail.smtp.starttls.required       | false       | set mail.smtp.starttls.required=true
                    mail.smtp.starttls.required       | yes         | set mail.smtp.starttls.required=true
                    mail.smtp.sasl.enable             | true        | remove it
                    mail.smtp.ssl.checkserveridentity | false       | remove it
                    mail.smtp.ssl.trust               | *           | remove it
                    mail.smtp.ssl.trust               | smtp.office365.com | remove it
                    mail.smtps.ssl.trust              | *           | remove it
                    mail.smtp.class                   | com.example.T | remove it
                    mail.debug.auth                   | true        | remove it
                    """)
    void dangerousSettingsAreRefusedByName(String name, String value, String remedy) {
        assertThatThrownBy(() -> builder().property(name, value).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name + "=" + value)
                .hasMessageContaining(remedy);

        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "smtp.office365.com");
        properties.setProperty(name, value);
        assertThatThrownBy(() -> OAuth2Sessions.getInstance(properties, tokens))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name + "=" + value);
        assertThatThrownBy(() -> OAuth2Sessions.install(Session.getInstance(properties), tokens))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name + "=" + value);
    }

    @Test
    void implicitTlsNeedsNoStartTls() {
        assertThat(builder()
                        .property("mail.smtp.ssl.enable", "true")
                        .property("mail.smtp.starttls.enable", "false")
                        .property("mail.smtp.starttls.required", "false")
                        .build())
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "noreply",
                "@contoso.com",
                "noreply@",
                "a b@contoso.com",
                "<a@contoso.com>",
                "a@x.com,b@x.com",
                "a@b@c.com",
                "a@contoso.com\r\n"
            })
    void aUserThatIsNoAddressIsRefused(String user) {
        assertThatThrownBy(() -> OAuth2Sessions.builder(tokens).user(user))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("user \"")
                .hasMessageContaining("noreply@contoso.com");

        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "smtp.office365.com");
        properties.setProperty("mail.smtp.user", user);
        assertThatThrownBy(() -> OAuth2Sessions.getInstance(properties, tokens))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("mail.smtp.user \"");
    }

    @Test
    void withoutAUserTheErrorNamesThePropertyAndNeverTheSystemsUser() throws Exception {
        Session session = OAuth2Sessions.builder(tokens)
                .platform(MailPlatform.MICROSOFT_365)
                .build();
        try (Transport transport = session.getTransport()) {
            assertThatThrownBy(transport::connect)
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining("mail.smtp.user is not set");
        }
        assertThat(tokens.asked()).isZero();
    }

    @Test
    void withoutAHostTheErrorNamesTheProperty() {
        assertThatThrownBy(() -> OAuth2Sessions.getInstance(new Properties(), tokens))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mail.smtp.host is not set");
        assertThatThrownBy(() -> OAuth2Sessions.install(Session.getInstance(new Properties()), tokens))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mail.smtp.host is not set");
    }

    @Test
    void aUserOfAnotherServiceIsNoneOfOurBusinessWhereTheProtocolHasItsOwn() {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "smtp.office365.com");
        properties.setProperty("mail.smtp.user", MAILBOX);
        properties.setProperty("mail.user", "svc");
        assertThat(OAuth2Sessions.getInstance(properties, tokens)).isNotNull();
        properties.remove("mail.smtp.user");
        assertThatThrownBy(() -> OAuth2Sessions.getInstance(properties, tokens))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mail.user \"svc\" is not an address");
    }

    @Test
    void aFactoryThatTrustsEverybodyIsRefusedBeforeATokenIsAskedFor() throws Exception {
        MailSSLSocketFactory blind = new MailSSLSocketFactory();
        blind.setTrustAllHosts(true);
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "smtp.office365.com");
        properties.setProperty("mail.smtp.user", MAILBOX);
        properties.put("mail.smtp.ssl.socketFactory", blind);
        Session session = OAuth2Sessions.getInstance(properties, tokens);
        assertThatThrownBy(() -> Mails.send(session))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("mail.smtp.ssl.socketFactory");
        assertThat(tokens.asked()).isZero();
    }

    @Test
    void aFallbackToOtherSocketsTogetherWithTheLoopbackSwitchIsRefused() {
        assertThatThrownBy(() -> builder()
                        .property("mailbearer.allow-cleartext-to-loopback", "true")
                        .property("mail.smtp.socketFactory.fallback", "true")
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mail.smtp.socketFactory.fallback=true");
    }

    @Test
    void aServerOfTheApplicationTakesThePlaceOfThePlatforms() {
        Session session = OAuth2Sessions.builder(tokens)
                .platform(MailPlatform.custom(
                        "ours", MailServer.of(MailProtocol.SMTP, "localhost", 465, TransportSecurity.IMPLICIT_TLS)))
                .server(MailServer.of(MailProtocol.SMTP, "localhost", 587, TransportSecurity.STARTTLS))
                .build();
        assertThat(session.getProperty("mail.smtp.port")).isEqualTo("587");
        assertThat(session.getProperty("mail.smtp.ssl.enable")).isNull();
    }

    @Test
    void aHostOutsideThePlatformIsRefusedAtBuild() {
        assertThatThrownBy(() -> builder()
                        .server(MailServer.of(MailProtocol.SMTP, "smtp.evil.example", 587, TransportSecurity.STARTTLS))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("smtp.evil.example does not belong to Microsoft 365")
                .hasMessageContaining("allowHost(\"smtp.evil.example\")");
        assertThatThrownBy(() -> builder()
                        .property("mail.smtp.host", "smtp.evil.example")
                        .build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHostOutsideThePlatformIsRefusedAtConnectBeforeATokenIsAskedFor() throws Exception {
        Session session = builder().build();
        for (String host : new String[] {"smtp.evil.example", "smtp.office365.com.evil.example", "127.0.0.1"}) {
            try (Transport transport = session.getTransport()) {
                assertThatThrownBy(() -> transport.connect(host, null, null))
                        .isInstanceOf(MessagingException.class)
                        .hasMessageContaining(host + " does not belong to Microsoft 365");
            }
        }
        session.getProperties().setProperty("mail.smtp.host", "smtp.evil.example");
        try (Transport transport = session.getTransport()) {
            assertThatThrownBy(transport::connect).hasMessageContaining("smtp.evil.example does not belong to");
        }
        assertThat(tokens.asked()).isZero();
    }

    @Test
    void anAllowedHostIsAccepted() throws Exception {
        try (FakeMailServer server =
                FakeMailServer.smtp().tokens((protocol, user, token) -> true).start()) {
            Session session = builder()
                    .allowHost("LOCALHOST.")
                    .server(MailServer.of(MailProtocol.SMTP, "localhost", server.port(), TransportSecurity.STARTTLS))
                    .sslContext(server.clientContext())
                    .build();
            Mails.send(session);
            assertThat(server.counts()).hasToString("1/1/0");
        }
    }

    @Test
    void withoutPlatformAndServerThereIsNoSession() {
        assertThatThrownBy(() -> OAuth2Sessions.builder(tokens).user(MAILBOX).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("platform(MailPlatform.MICROSOFT_365)");
    }

    @ParameterizedTest
    @CsvSource({"smtp://host, 587", "'', 587", "a b, 587", "host, 0", "host, 65536"})
    void malformedServersAreRefused(String host, int port) {
        assertThatThrownBy(() -> MailServer.of(MailProtocol.SMTP, host, port, TransportSecurity.STARTTLS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail.smtp.proxy.host", "mail.smtp.socks.host", "mail.smtp.socketFactory.class"})
    void aDetourTogetherWithTheLoopbackSwitchIsRefused(String detour) {
        assertThatThrownBy(() -> builder()
                        .property("mailbearer.allow-cleartext-to-loopback", "true")
                        .property(detour, "x")
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(detour);
    }

    @Test
    void aCustomSocketFactoryTogetherWithTheLoopbackSwitchIsRefused() {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "localhost");
        properties.setProperty("mailbearer.allow-cleartext-to-loopback", "true");
        properties.put("mail.smtp.socketFactory", SocketFactory.getDefault());
        assertThatThrownBy(() -> OAuth2Sessions.getInstance(properties, tokens))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mail.smtp.socketFactory");
    }

    @Test
    void clearTextToThisMachineIsPossibleWhenAskedForAndNotOtherwise() throws Exception {
        try (FakeMailServer server = FakeMailServer.smtp()
                .security(Security.CLEARTEXT)
                .tokens((protocol, user, token) -> true)
                .start()) {
            OAuth2Sessions.Builder builder = OAuth2Sessions.builder(tokens)
                    .server(MailServer.of(MailProtocol.SMTP, "127.0.0.1", server.port(), TransportSecurity.STARTTLS))
                    .user(MAILBOX);
            assertThatThrownBy(() -> Mails.send(builder.build())).hasMessageContaining("STARTTLS");
            assertThat(server.counts().auths()).isZero();
            Mails.send(builder.property("mailbearer.allow-cleartext-to-loopback", "true")
                    .build());
            assertThat(server.counts().auths()).isEqualTo(1);
        }
    }

    @Test
    void theLoopbackSwitchKeepsConnectionsOnThisMachine() throws Exception {
        // 192.0.2.1 is a documentation address (RFC 5737): nothing answers there, and nothing has to.
        try (java.net.Socket socket = new LoopbackSocketFactory().createSocket()) {
            assertThatThrownBy(() -> socket.connect(new java.net.InetSocketAddress("192.0.2.1", 587), 200))
                    .isInstanceOf(java.io.IOException.class);
            assertThat(socket.isConnected()).isFalse();
        }
    }

    @Test
    void aProviderThatAnswersNullOrAnExpiredTokenIsNamed() {
        Session nothing = builder().uncached().build();
        assertThat(nothing).isNotNull();
        for (io.github.mailbearer.TokenProvider bad : java.util.List.<io.github.mailbearer.TokenProvider>of(
                request -> null, request -> io.github.mailbearer.AccessToken.of("t", java.time.Instant.EPOCH))) {
            for (boolean uncached : new boolean[] {true, false}) {
                OAuth2Sessions.Builder builder = OAuth2Sessions.builder(bad)
                        .platform(MailPlatform.MICROSOFT_365)
                        .user(MAILBOX);
                Session session = uncached ? builder.uncached().build() : builder.build();
                assertThatThrownBy(() -> Mails.send(session))
                        .isInstanceOf(MessagingException.class)
                        .isNotInstanceOf(jakarta.mail.AuthenticationFailedException.class)
                        .hasMessageContaining(getClass().getName());
            }
        }
    }
}
