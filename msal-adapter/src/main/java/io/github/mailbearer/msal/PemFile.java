package io.github.mailbearer.msal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and private keys as text between lines of dashes (RFC 7468). */
final class PemFile {

    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ");
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final List<X509Certificate> certificates = new ArrayList<>();
    private final List<PrivateKey> keys = new ArrayList<>();

    private PemFile(String text) {
        Matcher block = BLOCK.matcher(text);
        int blocks = 0;
        while (block.find()) {
            blocks++;
            add(block.group(1), block.group(2));
        }
        if (blocks != BEGIN.matcher(text).results().count()) {
            throw new IllegalArgumentException("a block is cut short or encrypted with a PEM header: give whole blocks,"
                    + " and a key that is not encrypted (openssl pkey -in … -out …)");
        }
        if (blocks == 0) {
            throw new IllegalArgumentException(
                    "there is no PEM block: give a text file with -----BEGIN CERTIFICATE-----;"
                            + " for a PKCS#12 file (.pfx, .p12) there is EntraCredential.pkcs12");
        }
    }

    static PemFile read(Path file) throws IOException {
        return new PemFile(SmallFile.text(file));
    }

    private void add(String label, String body) {
        if (label.equals("ENCRYPTED PRIVATE KEY")) {
            throw new IllegalArgumentException(
                    "the private key is encrypted: decrypt it (openssl pkey -in … -out …) and"
                            + " guard the file, or make a PKCS#12 file of it and give EntraCredential.pkcs12");
        }
        if (label.equals("CERTIFICATE")) {
            certificates.add(certificate(octets(label, body)));
        } else if (label.endsWith("PRIVATE KEY")) {
            keys.add(PrivateKeys.read(label, octets(label, body)));
        }
    }

    private static byte[] octets(String label, String body) {
        try {
            return Base64.getDecoder().decode(BLANKS.matcher(body).replaceAll(""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the block " + label + " is not Base64: copy it anew", e);
        }
    }

    private static X509Certificate certificate(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("a certificate cannot be read: copy it anew", e);
        }
    }

    PrivateKey key() {
        if (keys.size() != 1) {
            throw new IllegalArgumentException("there are " + (keys.isEmpty() ? "no" : keys.size())
                    + " private keys: give the one that belongs to the certificate, in a block named PRIVATE KEY");
        }
        return keys.get(0);
    }

    List<X509Certificate> chain() {
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no certificate: give the application's, as -----BEGIN CERTIFICATE-----, then its issuers");
        }
        return List.copyOf(certificates);
    }
}
