package io.github.mailbearer.doctor;

import io.github.mailbearer.doctor.text.Printable;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A server's certificate as far as it tells who is there. */
record CertificateWords(@Nullable X509Certificate certificate) {

    static CertificateWords of(Certificate... chain) {
        return new CertificateWords(chain.length > 0 && chain[0] instanceof X509Certificate x509 ? x509 : null);
    }

    String issuer() {
        return certificate == null
                ? ""
                : Printable.excerpt(certificate.getIssuerX500Principal().getName());
    }

    Map<String, String> evidence() {
        Map<String, String> words = new LinkedHashMap<>();
        if (certificate != null) {
            words.put("certificate of", certificate.getSubjectX500Principal().getName());
            words.put("certificate issued by", issuer());
            words.put("certificate ends", Words.of(certificate.getNotAfter().toInstant()));
        }
        return words;
    }
}
