package io.github.mailbearer.testkit;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority with an elliptic-curve key, much faster to make than an RSA key. */
final class CertificateMaker {

    private static final X500Name AUTHORITY = new X500Name("CN=Mailbearer testkit authority - do not trust");
    private static final X500Name SERVER = new X500Name("CN=Mailbearer testkit server");
    private static final Duration VALIDITY = Duration.ofDays(2);

    private final PrivateKey key;
    private final X509Certificate certificate;

    private CertificateMaker(PrivateKey key, X509Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    static CertificateMaker authority() throws GeneralSecurityException, IOException {
        KeyPair pair = newKeyPair();
        X509v3CertificateBuilder builder = unsigned(AUTHORITY, pair)
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
        return new CertificateMaker(pair.getPrivate(), sign(builder, pair.getPrivate()));
    }

    KeyStore.PrivateKeyEntry issue(List<String> hosts) throws GeneralSecurityException, IOException {
        KeyPair pair = newKeyPair();
        GeneralName[] names = hosts.stream().map(CertificateMaker::name).toArray(GeneralName[]::new);
        X509v3CertificateBuilder builder =
                unsigned(SERVER, pair).addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        X509Certificate issued = sign(builder, key);
        return new KeyStore.PrivateKeyEntry(pair.getPrivate(), new Certificate[] {issued, certificate});
    }

    X509Certificate certificate() {
        return certificate;
    }

    private static GeneralName name(String host) {
        boolean address = host.contains(":") || host.matches("[0-9.]+");
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host);
    }

    private static KeyPair newKeyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static X509v3CertificateBuilder unsigned(X500Name subject, KeyPair pair) {
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                AUTHORITY,
                new BigInteger(64, new SecureRandom()).add(BigInteger.ONE),
                Date.from(now.minus(VALIDITY)),
                Date.from(now.plus(VALIDITY)),
                subject,
                pair.getPublic());
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey signer)
            throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer)));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("this JDK does not sign with SHA256withECDSA", e);
        }
    }
}
