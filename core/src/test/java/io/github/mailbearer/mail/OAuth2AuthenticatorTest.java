package io.github.mailbearer.mail;

import static io.github.mailbearer.mail.Mails.MAILBOX;
import static io.github.mailbearer.mail.Mails.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenUnavailableException;
import io.github.mailbearer.testkit.FakeMailServer;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.URLName;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The limits of the makeshift are those it states: Angus as it is, counted as connections/AUTHs/failures. */
@Timeout(30)
class OAuth2AuthenticatorTest {

    private final HourlyTokens tokens = new HourlyTokens();

    @AfterEach
    void close() {
        tokens.close();
    }

    private FakeMailServer smtp() {
        return FakeMailServer.smtp().tokens(tokens.accepted).start();
    }

    private static Properties properties(String protocol, FakeMailServer server) {
        String prefix = "mail." + protocol;
        Properties properties = new Properties();
        properties.setProperty(prefix + ".host", server.host());
        properties.setProperty(prefix + ".port", String.valueOf(server.port()));
        properties.setProperty(prefix + ".user", MAILBOX);
        properties.setProperty(prefix + ".auth", "true");
        properties.setProperty(prefix + ".auth.mechanisms", "XOAUTH2");
        properties.setProperty(prefix + ".starttls.enable", "true");
        properties.setProperty(prefix + ".starttls.required", "true");
        properties.put(prefix + ".ssl.socketFactory", server.clientContext().getSocketFactory());
        return properties;
    }

    private static Session session(Properties properties, TokenProvider tokens, FakeMailServer server) {
        return Session.getInstance(properties, OAuth2Authenticator.of(tokens, server.host()));
    }

    private interface Step {
        void run() throws MessagingException;
    }

    private static String countOf(FakeMailServer server, Step step) throws MessagingException {
        server.resetCounts();
        step.run();
        return server.counts().toString();
    }

    @Test
    void smtpFailsOnceAtEachConnectAfterTheFirstRollover() throws Exception {
        try (FakeMailServer server = smtp()) {
            Session session = session(properties("smtp", server), tokens.cache, server);
            assertThat(countOf(server, () -> send(session))).isEqualTo("1/1/0");
            assertThat(countOf(server, () -> send(session))).isEqualTo("1/1/0");
            tokens.rollOver();
            assertThat(countOf(server, () -> send(session))).isEqualTo("2/2/1");
            assertThat(countOf(server, () -> send(session))).isEqualTo("2/2/1");
        }
    }

    @Test
    void aRevokedTokenIsNotRenewed() throws Exception {
        try (FakeMailServer server = smtp()) {
            Session session = session(properties("smtp", server), tokens.cache, server);
            send(session);
            tokens.revoke();
            server.resetCounts();
            assertThatThrownBy(() -> send(session)).isInstanceOf(AuthenticationFailedException.class);
            assertThat(server.counts()).hasToString("2/2/2");
        }
    }

    @Test
    void theTokenStaysReadableInTheSession() throws Exception {
        try (FakeMailServer server = smtp()) {
            Session session = session(properties("smtp", server), tokens.cache, server);
            send(session);
            URLName key = new URLName("smtp", server.host(), -1, null, MAILBOX, null);
            assertThat(session.getPasswordAuthentication(key).getPassword()).isEqualTo("token-1");
        }
    }

    @Test
    void thePoolOfImapGrowsAfterARolloverOnlyIfPasswordsAreRefreshed() throws Exception {
        assertThat(poolGrowth("false")).isEqualTo("connection failure 1/1/1");
        assertThat(poolGrowth("true")).isEqualTo("opened 1/1/0");
    }

    private String poolGrowth(String refresh) throws MessagingException {
        try (HourlyTokens own = new HourlyTokens();
                FakeMailServer server =
                        FakeMailServer.imap().tokens(own.accepted).start()) {
            Properties properties = properties("imap", server);
            properties.setProperty("mail.imap.forcepasswordrefresh", refresh);
            try (Store store = session(properties, own.cache, server).getStore("imap")) {
                store.connect();
                store.getFolder("INBOX").open(Folder.READ_ONLY);
                own.rollOver();
                server.resetCounts();
                String outcome = "opened ";
                try {
                    store.getFolder("INBOX").open(Folder.READ_ONLY);
                } catch (MessagingException e) {
                    outcome = e.getMessage() + " ";
                }
                return outcome + server.counts();
            }
        }
    }

    @Test
    void pop3CannotOpenItsFolderAgainAfterARollover() throws Exception {
        try (FakeMailServer server =
                        FakeMailServer.pop3().tokens(tokens.accepted).start();
                Store store = session(properties("pop3", server), tokens.cache, server)
                        .getStore("pop3")) {
            store.connect();
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            inbox.close();
            tokens.rollOver();
            server.resetCounts();
            assertThatThrownBy(() -> inbox.open(Folder.READ_ONLY)).hasMessage("Open failed");
            assertThat(server.counts()).hasToString("1/1/1");
        }
    }

    @Test
    void anotherHostGetsNoTokenHoweverItIsNamed() throws Exception {
        try (FakeMailServer server = smtp()) {
            Properties properties = properties("smtp", server);
            Session session =
                    Session.getInstance(properties, OAuth2Authenticator.of(tokens.cache, MailPlatform.MICROSOFT_365));
            for (String host : new String[] {"localhost", "127.0.0.1", "no-such-host.invalid"}) {
                assertThatThrownBy(() -> session.getTransport().connect(host, MAILBOX, null))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("gets no token")
                        .hasMessageContaining("smtp.office365.com");
            }
            assertThat(server.counts()).hasToString("0/0/0");
            assertThat(tokens.issued()).isZero();
        }
    }

    @Test
    void theUserOfTheOperatingSystemIsNoMailbox() {
        try (FakeMailServer server = smtp()) {
            Properties properties = properties("smtp", server);
            properties.remove("mail.smtp.user");
            Session session = session(properties, tokens.cache, server);
            assertThatThrownBy(() -> session.getTransport().connect())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("mail.smtp.user");
        }
    }

    @Test
    void theProvidersExceptionComesOutOfConnectAsItIs() {
        try (FakeMailServer server = smtp()) {
            Session session = session(
                    properties("smtp", server),
                    ScriptedTokens.failing(new TokenUnavailableException("Entra is down")),
                    server);
            assertThatThrownBy(() -> session.getTransport().connect())
                    .isInstanceOf(TokenUnavailableException.class)
                    .hasMessageContaining("Entra is down");
        }
    }

    @Test
    void itAsksForATokenThatLivesAsLongAsThePlatformWants() throws Exception {
        ScriptedTokens asked = ScriptedTokens.counting();
        try (FakeMailServer server = FakeMailServer.smtp()
                .tokens(io.github.mailbearer.testkit.AcceptedTokens.of("token-1"))
                .start()) {
            MailPlatform platform = MailPlatform.MICROSOFT_365_HVE.withHosts(server.host());
            send(Session.getInstance(properties("smtp", server), OAuth2Authenticator.of(asked, platform)));
            assertThat(asked.requests())
                    .extracting(request -> request.minimumValidity())
                    .containsExactly(MailPlatform.MICROSOFT_365_HVE.minimumValidity());
        }
    }

    @Test
    void hostsAreRequired() {
        assertThatThrownBy(() -> OAuth2Authenticator.of(tokens.cache))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hosts is empty");
        assertThatThrownBy(() -> OAuth2Authenticator.of(tokens.cache, "smtp://x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a host name");
    }
}
