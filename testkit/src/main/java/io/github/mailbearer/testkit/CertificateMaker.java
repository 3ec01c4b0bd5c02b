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
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
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

    private static final X500Name SERVER = new X500Name("CN=Mailbearer testkit server");

    /** Longer than any server's certificate that a test may want. */
    private static final Duration LONG = Duration.ofDays(3_650);

    private final X500Name name;
    private final PrivateKey key;
    private final X509Certificate certificate;

    private CertificateMaker(X500Name name, PrivateKey key, X509Certificate certificate) {
        this.name = name;
        this.key = key;
        this.certificate = certificate;
    }

    static CertificateMaker authority(String commonName) throws GeneralSecurityException, IOException {
        X500Name name = new X500NameBuilder().addRDN(BCStyle.CN, commonName).build();
        Instant now = Instant.now();
        KeyPair pair = newKeyPair();
        X509v3CertificateBuilder builder = unsigned(name, name, pair, now.minus(LONG), now.plus(LONG))
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
        return new CertificateMaker(name, pair.getPrivate(), sign(builder, pair.getPrivate()));
    }

    KeyStore.PrivateKeyEntry issue(List<String> hosts, Instant from, Instant until)
            throws GeneralSecurityException, IOException {
        KeyPair pair = newKeyPair();
        GeneralName[] names = hosts.stream().map(CertificateMaker::name).toArray(GeneralName[]::new);
        X509v3CertificateBuilder builder = unsigned(name, SERVER, pair, from, until)
                .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
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

    private static X509v3CertificateBuilder unsigned(
            X500Name issuer, X500Name subject, KeyPair pair, Instant from, Instant until) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(64, new SecureRandom()).add(BigInteger.ONE),
                Date.from(from),
                Date.from(until),
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
