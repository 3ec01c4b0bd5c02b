package io.github.mailbearer.doctor.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Certificate authorities from a file, trusted beside those of the Java runtime. */
final class TrustStore {

    private TrustStore() {}

    static SSLContext read(String name, String file, String password) {
        byte[] bytes = SmallFile.read(name, file);
        try {
            List<Certificate> trusted = new ArrayList<>(isPem(bytes) ? pem(bytes) : stored(name, file, password));
            if (trusted.isEmpty()) {
                throw new UsageException(name + " " + file + " holds no certificate: give one that does");
            }
            for (TrustManager manager : managers(null)) {
                if (manager instanceof X509TrustManager own) {
                    trusted.addAll(List.<X509Certificate>of(own.getAcceptedIssuers()));
                }
            }
            return context(trusted);
        } catch (GeneralSecurityException | IOException e) {
            throw new UsageException(
                    name + " " + file + " cannot be used (" + e.getMessage()
                            + "): give certificates in PEM, or PKCS #12 or" + " JKS with "
                            + Option.TRUST_STORE_PASSWORD_FILE.words(),
                    e);
        }
    }

    private static boolean isPem(byte[] bytes) {
        return new String(bytes, ISO_8859_1).contains("-----BEGIN CERTIFICATE-----");
    }

    private static Collection<? extends Certificate> pem(byte[] bytes) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes));
    }

    private static List<Certificate> stored(String name, String file, String password)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(SmallFile.path(name, file).toFile(), password.toCharArray());
        List<Certificate> certificates = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            Certificate certificate = store.getCertificate(alias);
            if (certificate != null) {
                certificates.add(certificate);
            }
        }
        return certificates;
    }

    private static SSLContext context(List<Certificate> trusted) throws GeneralSecurityException, IOException {
        KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
        all.load(null, null);
        for (int i = 0; i < trusted.size(); i++) {
            all.setCertificateEntry(Integer.toString(i), trusted.get(i));
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers(all), null);
        return context;
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
