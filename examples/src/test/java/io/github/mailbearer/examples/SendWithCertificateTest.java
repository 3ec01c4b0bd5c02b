package io.github.mailbearer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.msal.EntraApplication;
import io.github.mailbearer.testkit.FakeEntra;
import io.github.mailbearer.testkit.MailbearerExtension;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
@ExtendWith(MailbearerExtension.class)
class SendWithCertificateTest {

    @Test
    void provesTheApplicationByTheKeyInTheFile(FakeEntra entra, @TempDir Path directory) throws Exception {
        KeyPair keys = rsaKeys();
        X509Certificate certificate = certificate(keys);
        entra.registerCertificate(certificate);
        Path pem = Files.writeString(
                directory.resolve("application.pem"),
                pem("CERTIFICATE", certificate.getEncoded())
                        + pem("PRIVATE KEY", keys.getPrivate().getEncoded()));

        SendWithCertificate.tokens(
                        EntraApplication.builder()
                                .tenantId(entra.tenantId())
                                .clientId(entra.clientId())
                                .loopbackEndpoint(entra.uri()),
                        pem)
                .getToken(TokenRequest.of(FakeTenant.MAILBOX));

        assertThat(entra.tokenRequests().get(0).form())
                .containsKey("client_assertion")
                .doesNotContainKey("client_secret");
    }

    private static KeyPair rsaKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static X509Certificate certificate(KeyPair keys) throws Exception {
        X500Name name = new X500Name("CN=mailer.contoso.example");
        Instant now = Instant.now();
        return new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.ONE,
                                Date.from(now.minus(1, ChronoUnit.DAYS)),
                                Date.from(now.plus(300, ChronoUnit.DAYS)),
                                name,
                                keys.getPublic())
                        .build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())));
    }

    private static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder().encodeToString(content)
                + "\n-----END " + label + "-----\n";
    }
}
