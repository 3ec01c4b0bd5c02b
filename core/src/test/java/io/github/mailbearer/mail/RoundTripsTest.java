package io.github.mailbearer.mail;

import static io.github.mailbearer.mail.Mails.MAILBOX;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.testkit.AcceptedTokens;
import io.github.mailbearer.testkit.FakeMailServer;
import io.github.mailbearer.testkit.TestCertificates;
import jakarta.mail.MessagingException;
import jakarta.mail.Service;
import jakarta.mail.Session;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** To connect takes the bridge as many lines from the client as plain Angus Mail with a token that never changes. */
@Timeout(30)
class RoundTripsTest {

    private static final TestCertificates CERTIFICATES = TestCertificates.create();
    private static final String SHORT = "token-1";
    private static final String LONG = "t".repeat(2000);

    /** A server, how it behaves, and how many more lines the bridge needs there. */
    private record Case(
            String name, MailProtocol protocol, String token, Consumer<FakeMailServer> behaviour, int plain, int more) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        MailProtocol smtp = MailProtocol.SMTP;
        MailProtocol imap = MailProtocol.IMAP;
        MailProtocol pop3 = MailProtocol.POP3;
        return Stream.of(
                new Case("SMTP", smtp, SHORT, any -> {}, 4, 0),
                new Case("SMTP, a token in two steps", smtp, LONG, any -> {}, 4, 1),
                new Case("IMAP", imap, SHORT, any -> {}, 4, 0),
                new Case("IMAP, a long token", imap, LONG, any -> {}, 4, 0),
                new Case("IMAP, no capabilities in OK", imap, SHORT, server -> server.capabilitiesInOk(false), 5, 0),
                new Case("IMAP, no SASL-IR", imap, SHORT, server -> server.saslIr(false), 5, 0),
                new Case(
                        "IMAP, neither",
                        imap,
                        SHORT,
                        server -> server.saslIr(false).capabilitiesInOk(false),
                        6,
                        0),
                new Case("POP3, with the NOOP that tells the truth", pop3, SHORT, any -> {}, 5, 1));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void asManyAsPlainAngusWithAStaticToken(Case row) throws Exception {
        try (FakeMailServer server = server(row)) {
            row.behaviour().accept(server);
            long plain = linesToConnect(server, Session.getInstance(plain(row, server)), row, row.token());
            long ours = linesToConnect(
                    server,
                    Mails.at(server, row.protocol(), TransportSecurity.STARTTLS, ScriptedTokens.always(row.token()))
                            .build(),
                    row,
                    null);
            System.out.println("Lines to connect, " + row + ": plain Angus " + plain + ", Mailbearer " + ours);
            assertThat(plain).as("plain Angus").isEqualTo(row.plain());
            assertThat(ours).as("the bridge").isEqualTo(plain + row.more());
            assertThat(server.counts()).hasToString("2/2/0");
        }
    }

    private static FakeMailServer server(Case row) {
        FakeMailServer.Builder builder = switch (row.protocol()) {
            case SMTP -> FakeMailServer.smtp();
            case IMAP -> FakeMailServer.imap();
            case POP3 -> FakeMailServer.pop3();
        };
        return builder.tokens(AcceptedTokens.of(row.token()))
                .certificates(CERTIFICATES)
                .start();
    }

    private static Properties plain(Case row, FakeMailServer server) {
        String prefix = "mail." + row.protocol().names().get(0);
        Properties properties = new Properties();
        properties.setProperty(row.protocol().choice(), row.protocol().names().get(0));
        properties.setProperty(prefix + ".auth", "true");
        properties.setProperty(prefix + ".auth.mechanisms", "XOAUTH2");
        properties.setProperty(prefix + ".auth.xoauth2.two.line.authentication.format", "true");
        properties.setProperty(prefix + ".starttls.enable", "true");
        properties.setProperty(prefix + ".timeout", "20000");
        properties.put(prefix + ".ssl.socketFactory", server.clientContext().getSocketFactory());
        return properties;
    }

    private static long linesToConnect(FakeMailServer server, Session session, Case row, @Nullable String password)
            throws MessagingException {
        try (Service service = row.protocol() == MailProtocol.SMTP ? session.getTransport() : session.getStore()) {
            long before = lines(server);
            service.connect(server.host(), server.port(), MAILBOX, password);
            return lines(server) - before;
        }
    }

    private static long lines(FakeMailServer server) {
        return server.transcript().stream()
                .filter(line -> line.startsWith("C: "))
                .count();
    }
}
