package io.github.mailbearer.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.AccessToken;
import io.github.mailbearer.mail.MailProtocol;
import io.github.mailbearer.mail.MailServer;
import io.github.mailbearer.mail.TransportSecurity;
import io.github.mailbearer.testkit.FakeEntra;
import io.github.mailbearer.testkit.FakeMailServer;
import io.github.mailbearer.testkit.Security;
import io.github.mailbearer.testkit.TestCertificates;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An Entra and a mail server on this machine, in which all is well until a test says otherwise. */
final class Surroundings implements AutoCloseable {

    static final String MAILBOX = "noreply@contoso.com";

    /** To make keys takes longer than a run. */
    static final TestCertificates CERTIFICATES = TestCertificates.create();

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
        return of(entra, protocol, CERTIFICATES);
    }

    static Surroundings of(FakeEntra entra, MailProtocol protocol, TestCertificates certificates) {
        FakeMailServer.Builder server = switch (protocol) {
            case SMTP -> FakeMailServer.smtp();
            case IMAP -> FakeMailServer.imap().security(Security.IMPLICIT_TLS);
            case POP3 -> FakeMailServer.pop3().security(Security.IMPLICIT_TLS);
        };
        return new Surroundings(
                entra, server.tokens(entra.tokens()).certificates(certificates).start(), protocol);
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

    /** A token of a person, with these claims beside the usual ones. */
    AccessToken tokenOf(String person, String scopes) {
        Map<String, @Nullable Object> claims = new HashMap<>();
        claims.put("upn", person);
        claims.put("scp", scopes);
        claims.put("roles", null);
        claims.put("idtyp", "user");
        return token(claims);
    }

    AccessToken token(Map<String, ? extends @Nullable Object> claims) {
        return AccessToken.of(entra.issueToken(claims), Instant.now().plus(Duration.ofHours(1)));
    }

    /** Runs the doctor, and makes sure that it has not asked too often. */
    Report examine(DoctorSettings.Builder settings) {
        server.resetCounts();
        Report report = MailDoctor.of(settings.build()).run();
        assertThat(server.counts().auths()).as("sign-ins").isLessThanOrEqualTo(2);
        return report;
    }

    /** Runs the doctor, and makes sure that the first thing it finds wrong is this. */
    Check firstFailure(DoctorSettings.Builder settings, String id) {
        Report report = examine(settings);
        assertThat(report.firstFailure().map(Check::id)).as(report.toString()).contains(id);
        Check failed = report.check(id);
        assertThat(failed.advice()).as(report.toString()).isNotEmpty();
        assertThat(failed.summary()).isNotBlank();
        return failed;
    }

    static void assertDiagnosed(Check check, String entry) {
        assertThat(check.diagnosis())
                .hasValueSatisfying(diagnosis -> assertThat(diagnosis.id()).isEqualTo(entry));
    }

    /** All is well again, and nothing has happened. */
    void reset() {
        entra.reset();
        server.reset();
    }

    @Override
    public void close() {
        server.close();
        entra.close();
    }
}
