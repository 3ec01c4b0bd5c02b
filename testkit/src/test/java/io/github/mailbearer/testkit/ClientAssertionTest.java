package io.github.mailbearer.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientAssertionTest {

    private final FakeClock clock = new FakeClock();
    private final FakeEntra entra = FakeEntra.builder().clock(clock).start();
    private final TokenClient client = new TokenClient(entra);
    private KeyPair keys;
    private X509Certificate certificate;
    private JWTClaimsSet.Builder claims;

    @BeforeAll
    void makeACertificate() throws Exception {
        keys = newKeys();
        X500Name name = new X500Name("CN=Client");
        Date now = new Date();
        certificate = new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(name, BigInteger.ONE, now, now, name, keys.getPublic())
                        .build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())));
    }

    private static KeyPair newKeys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    @BeforeEach
    void beginAnew() {
        entra.reset();
        entra.registerCertificate(certificate);
        claims = new JWTClaimsSet.Builder()
                .issuer(entra.clientId())
                .subject(entra.clientId())
                .audience("https://login.microsoftonline.com"
                        + entra.tokenEndpoint().getPath())
                .notBeforeTime(Date.from(clock.instant()))
                .expirationTime(Date.from(clock.instant().plusSeconds(600)));
    }

    @AfterAll
    void close() {
        entra.close();
    }

    private HttpResponse<String> post(JWSAlgorithm algorithm) throws Exception {
        return post(algorithm, keys);
    }

    private HttpResponse<String> post(JWSAlgorithm algorithm, KeyPair keys) throws Exception {
        SignedJWT assertion = new SignedJWT(new JWSHeader(algorithm), claims.build());
        assertion.sign(new RSASSASigner(keys.getPrivate()));
        return post(assertion.serialize());
    }

    private HttpResponse<String> post(String assertion) throws Exception {
        Map<String, String> form = client.form();
        form.remove("client_secret");
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put("client_assertion", assertion);
        return client.post(form);
    }

    private void assertRefused(int aadsts) throws Exception {
        HttpResponse<String> response = post(JWSAlgorithm.RS256);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).contains("invalid_client", "AADSTS" + aadsts + ":");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256"})
    void issuesATokenToWhoeverHoldsTheKeyOfARegisteredCertificate(String algorithm) throws Exception {
        assertThat(post(JWSAlgorithm.parse(algorithm)).statusCode()).isEqualTo(200);
    }

    @Test
    void takesItsOwnEndpointForAnAudienceToo() throws Exception {
        claims.audience(entra.tokenEndpoint().toString());

        assertThat(post(JWSAlgorithm.RS256).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesASignatureByAnotherKey() throws Exception {
        assertThat(post(JWSAlgorithm.RS256, newKeys()).body()).contains("AADSTS700027:");
    }

    @Test
    void refusesACertificateThatIsNotRegistered() throws Exception {
        entra.reset();

        assertRefused(700027);
    }

    @Test
    void refusesAnAlgorithmThatEntraDoesNotTake() throws Exception {
        assertThat(post(JWSAlgorithm.RS512).body()).contains("AADSTS700027:");
    }

    @Test
    void refusesAnotherAudience() throws Exception {
        claims.audience("https://login.microsoftonline.com/common/oauth2/v2.0/token");

        assertRefused(700023);
    }

    @Test
    void refusesAnotherIssuer() throws Exception {
        claims.issuer(entra.tenantId());

        assertRefused(700021);
    }

    @Test
    void refusesAnotherSubject() throws Exception {
        claims.subject(entra.tenantId());

        assertRefused(700021);
    }

    @Test
    void refusesAnExpiredAssertion() throws Exception {
        claims.expirationTime(Date.from(clock.instant()));

        assertRefused(700024);
    }

    @Test
    void refusesAnAssertionThatHasNotBegun() throws Exception {
        claims.notBeforeTime(Date.from(clock.instant().plusSeconds(1)));

        assertRefused(700024);
    }

    @Test
    void refusesWhatIsNoAssertion() throws Exception {
        assertThat(post("opaque").body()).contains("AADSTS50027:");
    }

    @Test
    void refusesAnotherTypeOfAssertion() throws Exception {
        Map<String, String> form = client.form();
        form.put("client_assertion_type", "saml");
        form.put("client_assertion", "x");

        assertThat(client.post(form).body()).contains("AADSTS50012:");
    }

    @Test
    void registersOnlyRsaCertificatesAsEntraDoes() {
        X509Certificate elliptic = TestCertificates.create().authority();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> entra.registerCertificate(elliptic))
                .withMessageContaining("RSA");
    }
}
