package io.github.mailbearer.mail;

import static io.github.mailbearer.mail.Mails.MAILBOX;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.testkit.AcceptedTokens;
import io.github.mailbearer.testkit.FakeMailServer;
import io.github.mailbearer.testkit.Security;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.util.Properties;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reading over connections that begin with TLS, where no server offers STARTTLS or STLS any more. */
@Timeout(30)
class ImplicitTlsTest {

    private final ScriptedTokens tokens = ScriptedTokens.counting();

    private static FakeMailServer start(MailProtocol protocol) {
        return (protocol == MailProtocol.IMAP ? FakeMailServer.imap() : FakeMailServer.pop3())
                .security(Security.IMPLICIT_TLS)
                .tokens(AcceptedTokens.of("token-1"))
                .start();
    }

    private static void connect(Session session, FakeMailServer server) throws Exception {
        try (Store store = session.getStore()) {
            store.connect();
            assertThat(server.counts()).hasToString("1/1/0");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IMAP", "POP3"})
    void worksWithAServerOfTheBuilder(MailProtocol protocol) throws Exception {
        try (FakeMailServer server = start(protocol)) {
            connect(
                    OAuth2Sessions.builder(tokens)
                            .server(MailServer.of(
                                    protocol, server.host(), server.port(), TransportSecurity.IMPLICIT_TLS))
                            .sslContext(server.clientContext())
                            .user(MAILBOX)
                            .build(),
                    server);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IMAP", "POP3"})
    void worksWithTheProtocolNameThatMeansIt(MailProtocol protocol) throws Exception {
        try (FakeMailServer server = start(protocol)) {
            String name = protocol.names().get(1);
            Properties properties = new Properties();
            properties.setProperty("mail.store.protocol", name);
            properties.setProperty("mail." + name + ".host", server.host());
            properties.setProperty("mail." + name + ".port", String.valueOf(server.port()));
            properties.setProperty("mail." + name + ".user", MAILBOX);
            properties.setProperty("mail." + name + ".starttls.required", "true");
            properties.put(
                    "mail." + name + ".ssl.socketFactory",
                    server.clientContext().getSocketFactory());
            connect(OAuth2Sessions.getInstance(properties, tokens), server);
        }
    }
}
