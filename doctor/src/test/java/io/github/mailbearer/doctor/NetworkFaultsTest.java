package io.github.mailbearer.doctor;

import static io.github.mailbearer.doctor.Surroundings.assertDiagnosed;
import static io.github.mailbearer.mail.MailProtocol.IMAP;
import static io.github.mailbearer.mail.MailProtocol.SMTP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.mail.MailServer;
import io.github.mailbearer.mail.TransportSecurity;
import io.github.mailbearer.testkit.EntraScenario;
import io.github.mailbearer.testkit.FakeEntra;
import io.github.mailbearer.testkit.MailScenario;
import io.github.mailbearer.testkit.TestCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is wrong between here and the servers is the first thing that fails, and its remedy is there. */
@Timeout(30)
class NetworkFaultsTest {

    private static final Surroundings ALL = Surroundings.of(SMTP);

    @BeforeEach
    void reset() {
        ALL.reset();
    }

    @AfterAll
    static void close() {
        ALL.close();
    }

    @Test
    void theHostIsUnknown() {
        MailServer unknown = MailServer.of(SMTP, "smtp.mailbearer.invalid", 587, TransportSecurity.STARTTLS);

        Check failed = ALL.firstFailure(ALL.healthy().server(unknown).allowHost("smtp.mailbearer.invalid"), "1");

        assertThat(failed.advice()).asString().contains("DNS");
    }

    @Test
    void thePortIsClosed() throws IOException {
        Check failed = ALL.firstFailure(ALL.healthy().server(ALL.at(closedPort())), "2");

        assertThat(failed.advice()).asString().contains("firewall");
    }

    @Test
    void aForeignHostGetsNoToken() {
        Check failed = ALL.firstFailure(ALL.healthy().allowHost(), "0e");

        assertThat(failed.advice()).asString().contains("smtp.office365.com");
        assertThat(ALL.server.counts().auths()).isZero();
    }

    @Test
    void theServerIsOfAnotherCloud() {
        MailServer government = MailServer.of(SMTP, "smtp.office365.us", 587, TransportSecurity.STARTTLS);

        Check failed = ALL.firstFailure(ALL.healthy().server(government), "0e");

        assertThat(failed.summary()).contains("US_GOVERNMENT");
    }

    @Test
    void thePortIsOneThatExchangeOnlineHasNot() {
        MailServer old = MailServer.of(SMTP, "smtp.office365.com", 465, TransportSecurity.IMPLICIT_TLS);

        Check failed = ALL.firstFailure(ALL.healthy().server(old), "0e");

        assertThat(failed.advice()).asString().contains("587");
    }

    @Test
    void theServerWantsNewerTls() {
        ALL.server.play(MailScenario.tls10Only());

        Check failed = ALL.firstFailure(ALL.healthy(), "4");

        assertDiagnosed(failed, "S31");
    }

    /** The alert protocol_version (RFC 8446 section 6.2) in a record of TLS 1.0. */
    @Test
    void theServerHasOldTlsOnly() throws IOException {
        try (Pretender old = Pretender.saying("\u0015\u0003\u0001\u0000\u0002\u0002\u0046")) {
            MailServer server = MailServer.of(IMAP, "localhost", old.port(), TransportSecurity.IMPLICIT_TLS);

            Check failed = ALL.firstFailure(ALL.healthy().server(server), "3");

            assertThat(failed.advice()).asString().contains("TLS 1.2");
        }
    }

    @Test
    void aFirewallLooksIntoTls() throws Exception {
        TestCertificates inspecting =
                TestCertificates.builder().authority("Contoso TLS Inspection").create();
        try (Surroundings inspected = Surroundings.of(FakeEntra.start(), SMTP, inspecting)) {
            Check failed = inspected.firstFailure(inspected.healthy().sslContext(SSLContext.getDefault()), "3");

            assertThat(failed.summary()).contains("Contoso TLS Inspection");
            assertThat(failed.advice()).asString().contains("inspection");
            assertThat(inspected.server.transcript()).noneMatch(line -> line.contains("AUTH XOAUTH2"));
        }
    }

    @Test
    void theCertificateHasExpired() {
        TestCertificates old = TestCertificates.builder()
                .validUntil(Instant.now().minusSeconds(60))
                .create();
        try (Surroundings expired = Surroundings.of(FakeEntra.start(), SMTP, old)) {
            Check failed = expired.firstFailure(expired.healthy(), "3");

            assertThat(failed.summary()).contains("expired");
            assertThat(failed.evidence()).containsKey("certificate ends");
        }
    }

    @Test
    void theCertificateIsForAnotherName() {
        TestCertificates other =
                TestCertificates.builder().hosts("smtp.contoso.com").create();
        try (Surroundings named = Surroundings.of(FakeEntra.start(), IMAP, other)) {
            Check failed = named.firstFailure(named.healthy(), "3");

            assertThat(failed.summary()).contains("another name");
        }
    }

    @Test
    void somethingTakesStartTlsOut() {
        ALL.server.advertiseStartTls(false);

        Check failed = ALL.firstFailure(ALL.healthy(), "3");

        assertThat(failed.summary()).contains("STARTTLS");
    }

    @Test
    void thePortDoesNotBeginWithTls() {
        MailServer implicit = MailServer.of(SMTP, "localhost", ALL.server.port(), TransportSecurity.IMPLICIT_TLS);

        Check failed = ALL.firstFailure(ALL.healthy().server(implicit), "3");

        assertThat(failed.advice()).asString().contains("STARTTLS");
    }

    @Test
    void theServerTakesNoTokens() {
        ALL.server.play(MailScenario.xoauth2NotOffered());

        Check failed = ALL.firstFailure(ALL.healthy(), "4");

        assertThat(failed.advice()).asString().contains("smtp.office365.com");
    }

    @Test
    void theClockIsWrong() {
        ALL.entra.play(EntraScenario.clockSkew(Duration.ofMinutes(10)));

        Check failed = ALL.firstFailure(ALL.healthy(), "6");

        assertThat(failed.summary()).contains("slow");
    }

    @Test
    void theLoginHostIsNotReached() throws IOException {
        Check failed =
                ALL.firstFailure(ALL.healthy().loopbackEndpoint(URI.create("http://127.0.0.1:" + closedPort())), "5");

        assertDiagnosed(failed, "E53");
    }

    @Test
    void aProxyAnswersInPlaceOfTheLoginHost() throws IOException {
        try (Pretender portal = Pretender.http("<html><title>Please sign in to the network</title></html>")) {
            Check failed = ALL.firstFailure(ALL.healthy().loopbackEndpoint(portal.uri()), "5");

            assertThat(failed.advice()).asString().contains("proxy");
            assertThat(failed.evidence().get("beginning")).contains("Please sign in");
        }
    }

    @Test
    void aPageComesInPlaceOfAToken() {
        ALL.entra.play(EntraScenario.captivePortal());

        Check failed = ALL.firstFailure(ALL.healthy(), "7");

        assertDiagnosed(failed, "E55");
    }

    private static int closedPort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
