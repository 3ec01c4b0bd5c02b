package io.github.mailbearer.mail.angus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.testkit.AcceptedTokens;
import io.github.mailbearer.testkit.FakeMailServer;
import jakarta.mail.MessagingException;
import jakarta.mail.Service;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * A server, and Sessions of plain Angus Mail that sign in there with a token for a password.
 *
 * <p>The tests pin what Angus Mail does that we build on or guard against. When one fails after an upgrade, Angus has
 * changed, and the classes it names want another look.
 */
@Timeout(30)
abstract class ContractTest {

    static final String USER = "a@contoso.example";

    /** In base64 the beginning of {@code user=a@contoso.example}, and of the message with the token. */
    static final String PRESENTED = "dXNlcj1hQGNvbnRvc28uZXhhbXBsZ";

    final AcceptedTokens accepted = AcceptedTokens.of("good");
    private final ByteArrayOutputStream debug = new ByteArrayOutputStream();
    private final FakeMailServer.Builder servers;
    private final String protocol;
    FakeMailServer server;

    ContractTest(String protocol, FakeMailServer.Builder servers) {
        this.protocol = protocol;
        this.servers = servers;
    }

    @BeforeEach
    void start() {
        server = servers.tokens(accepted).start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** A Session with XOAUTH2, STARTTLS and debug output, and further settings whose names lack the protocol. */
    final Session session(String... more) {
        Properties properties = new Properties();
        String prefix = "mail." + protocol;
        properties.put(prefix + ".ssl.socketFactory", server.clientContext().getSocketFactory());
        properties.setProperty(prefix + ".auth", "true");
        properties.setProperty(prefix + ".auth.mechanisms", "XOAUTH2");
        properties.setProperty(prefix + ".starttls.enable", "true");
        properties.setProperty(prefix + ".starttls.required", "true");
        for (int i = 0; i < more.length; i += 2) {
            properties.setProperty(more[i].startsWith("mail.") ? more[i] : prefix + more[i], more[i + 1]);
        }
        Session session = Session.getInstance(properties);
        session.setDebugOut(new PrintStream(debug, true, StandardCharsets.UTF_8));
        session.setDebug(true);
        return session;
    }

    final URLName url() {
        return new URLName(protocol, null, -1, null, null, null);
    }

    final void connect(Service service) throws MessagingException {
        connect(service, "good");
    }

    final void connect(Service service, String token) throws MessagingException {
        service.connect(server.host(), server.port(), USER, token);
    }

    final String debugged() {
        return debug.toString(StandardCharsets.UTF_8);
    }

    /** How many lines of a client began with this; those of IMAP after the tag. */
    final long said(String command) {
        return server.transcript().stream()
                .filter(line -> line.matches("C: (\\S+ )?\\Q" + command + "\\E.*"))
                .count();
    }

    final void assertCounts(String counts) {
        assertThat(server.counts()).hasToString(counts);
    }
}
