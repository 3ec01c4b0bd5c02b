package io.github.mailbearer.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class TestCertificatesTest {

    private static final TestCertificates CERTIFICATES = TestCertificates.create("smtp.contoso.com", "192.0.2.1");

    /** Connects to the loopback interface and expects the server to be the one named. */
    private static X509Certificate handshake(TestCertificates trusted, String expected) throws Exception {
        return handshake(CERTIFICATES, trusted, expected);
    }

    private static X509Certificate handshake(TestCertificates own, TestCertificates trusted, String expected)
            throws Exception {
        try (FakeMailServer server = FakeMailServer.smtp()
                        .security(Security.IMPLICIT_TLS)
                        .tokens(TokenCheck.anyOf())
                        .certificates(own)
                        .start();
                Socket plain = new Socket(server.host(), server.port());
                SSLSocket tls = (SSLSocket)
                        trusted.clientContext().getSocketFactory().createSocket(plain, expected, server.port(), true)) {
            tls.setSoTimeout(10_000);
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
            tls.startHandshake();
            return (X509Certificate) tls.getSession().getPeerCertificates()[0];
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "::1", "smtp.contoso.com", "192.0.2.1"})
    void areForTheLoopbackInterfaceAndExtraHosts(String host) throws Exception {
        X509Certificate certificate = handshake(CERTIFICATES, host);

        certificate.verify(CERTIFICATES.authority().getPublicKey());
    }

    @Test
    void areForNoOtherHost() {
        assertThatThrownBy(() -> handshake(CERTIFICATES, "outlook.office365.com"))
                .isInstanceOf(SSLException.class);
    }

    @Test
    void areTrustedByNobodyElse() {
        assertThatThrownBy(() -> handshake(TestCertificates.create(), "localhost"))
                .isInstanceOf(SSLException.class)
                .hasMessageContaining("PKIX");
    }

    @Test
    void areNewEachTimeAndWarnAgainstTrust() {
        List<X509Certificate> authorities =
                List.of(CERTIFICATES.authority(), TestCertificates.create().authority());

        assertThat(authorities).doesNotHaveDuplicates().allSatisfy(authority -> {
            assertThat(authority.getSubjectX500Principal().getName())
                    .isEqualTo("CN=Mailbearer testkit authority - do not trust");
            assertThat(authority.getBasicConstraints()).isZero();
        });
    }

    @Test
    void mayHaveExpiredOrBeginTomorrow() {
        Instant now = Instant.now();
        TestCertificates expired =
                TestCertificates.builder().validUntil(now.minusSeconds(60)).create();
        TestCertificates early =
                TestCertificates.builder().validFrom(now.plusSeconds(3600)).create();

        assertThatThrownBy(() -> handshake(expired, expired, "localhost"))
                .hasRootCauseInstanceOf(CertificateExpiredException.class);
        assertThatThrownBy(() -> handshake(early, early, "localhost"))
                .hasRootCauseInstanceOf(CertificateNotYetValidException.class);
    }

    @Test
    void mayComeFromAnInspectingProxyAndBeForOtherHosts() throws Exception {
        TestCertificates own = TestCertificates.builder()
                .authority("Contoso, TLS Inspection")
                .hosts("smtp.contoso.com")
                .create();

        assertThat(handshake(own, own, "smtp.contoso.com")
                        .getIssuerX500Principal()
                        .getName())
                .isEqualTo("CN=Contoso\\, TLS Inspection");
        assertThatThrownBy(() -> handshake(own, own, "localhost")).isInstanceOf(SSLException.class);
    }

    @Test
    void nameTheSettingThatIsWrong() {
        TestCertificates.Builder builder = TestCertificates.builder();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.authority(" "))
                .withMessageContaining("commonName");
        assertThatIllegalArgumentException().isThrownBy(builder::hosts).withMessageContaining("names");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        TestCertificates.builder().validUntil(Instant.EPOCH).create())
                .withMessageContaining("validUntil is 1970-01-01T00:00:00Z");
    }

    @Test
    void canBeGivenToServersThatAreNoJavaPrograms() throws Exception {
        List<X509Certificate> chain = CertificateFactory.getInstance("X.509")
                .generateCertificates(
                        new ByteArrayInputStream(CERTIFICATES.serverChainPem().getBytes(US_ASCII)))
                .stream()
                .map(X509Certificate.class::cast)
                .toList();
        byte[] key = Base64.getMimeDecoder().decode(CERTIFICATES.serverKeyPem().replaceAll("-----.*-----", ""));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key)));
        byte[] signed = signature.sign();
        signature.initVerify(chain.get(0));

        assertThat(signature.verify(signed)).as("the key is the certificate's").isTrue();
        assertThat(chain.get(1)).isEqualTo(CERTIFICATES.authority());
        assertThat(CERTIFICATES.serverKeyPem())
                .startsWith("-----BEGIN " + "PRIVATE KEY-----\n")
                .endsWith("-----\n");
    }
}
