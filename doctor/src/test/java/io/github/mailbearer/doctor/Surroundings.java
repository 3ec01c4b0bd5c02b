package io.github.mailbearer.doctor;

import io.github.mailbearer.mail.MailProtocol;
import io.github.mailbearer.mail.MailServer;
import io.github.mailbearer.mail.TransportSecurity;
import io.github.mailbearer.testkit.FakeEntra;
import io.github.mailbearer.testkit.FakeMailServer;
import io.github.mailbearer.testkit.Security;

/** An Entra and a mail server on this machine, in which all is well until a test says otherwise. */
final class Surroundings implements AutoCloseable {

    static final String MAILBOX = "noreply@contoso.com";

    final FakeEntra entra;
    final FakeMailServer server;
    final MailProtocol protocol;

    private Surroundings(FakeEntra entra, FakeMailServer server, MailProtocol protocol) {
        this.entra = entra;
        this.server = server;
        this.protocol = protocol;
    }

    static Surroundings of(MailProtocol protocol) {
        FakeEntra entra = FakeEntra.start();
        return of(entra, protocol);
    }

    static Surroundings of(FakeEntra entra, MailProtocol protocol) {
        FakeMailServer.Builder server = switch (protocol) {
            case SMTP -> FakeMailServer.smtp();
            case IMAP -> FakeMailServer.imap().security(Security.IMPLICIT_TLS);
            case POP3 -> FakeMailServer.pop3().security(Security.IMPLICIT_TLS);
        };
        return new Surroundings(entra, server.tokens(entra.tokens()).start(), protocol);
    }

    /** The server at a port. */
    MailServer at(int port) {
        return MailServer.of(
                protocol,
                "localhost",
                port,
                protocol == MailProtocol.SMTP ? TransportSecurity.STARTTLS : TransportSecurity.IMPLICIT_TLS);
    }

    /** A set-up in which all is well. */
    DoctorSettings.Builder healthy() {
        return anyTokens().tenantId(entra.tenantId()).clientId(entra.clientId()).clientSecret(entra.clientSecret());
    }

    /** A set-up in which nothing is said of the tokens. */
    DoctorSettings.Builder anyTokens() {
        return DoctorSettings.builder()
                .mailbox(MAILBOX)
                .loopbackEndpoint(entra.uri())
                .server(at(server.port()))
                .allowHost("localhost")
                .sslContext(server.clientContext());
    }

    @Override
    public void close() {
        server.close();
        entra.close();
    }
}
