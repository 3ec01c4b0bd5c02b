package io.github.mailbearer.msal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A certificate and its key in files, which may be exchanged while the application runs. */
final class CertificateFile extends MsalCredential {

    private final WatchedFiles<ClientCertificate> files;

    private CertificateFile(WatchedFiles<ClientCertificate> files) {
        this.files = files;
    }

    static CertificateFile pem(Path pem) {
        Arguments.required("pem", pem, "a PEM file with the certificate, its issuers and the private key");
        return new CertificateFile(WatchedFiles.of("pem", List.of(pem), () -> {
            PemFile file = PemFile.read(pem);
            return ClientCertificate.of(file.key(), file.chain());
        }));
    }

    static CertificateFile pem(Path pemCertificates, Path pemKey) {
        Arguments.required("pemCertificates", pemCertificates, "a PEM file with the certificate and its issuers");
        Arguments.required("pemKey", pemKey, "a PEM file with the private key");
        return new CertificateFile(WatchedFiles.of(
                "pemCertificates and pemKey",
                List.of(pemCertificates, pemKey),
                () -> ClientCertificate.of(
                        PemFile.read(pemKey).key(),
                        PemFile.read(pemCertificates).chain())));
    }

    static CertificateFile pkcs12(Path file, Supplier<char[]> password) {
        Arguments.required("file", file, "a PKCS#12 file (.pfx, .p12)");
        Arguments.required("password", password, "the password of the file");
        return new CertificateFile(WatchedFiles.of("file", List.of(file), () -> read(file, password)));
    }

    private static ClientCertificate read(Path file, Supplier<char[]> password) throws IOException {
        return KeyStoreEntry.ofPkcs12(SmallFile.octets(file), supplied(password));
    }

    private static char[] supplied(Supplier<char[]> password) {
        try {
            return password.get();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "the key store was not opened, since the supplier of its password failed: see the cause, and mend the"
                            + " place the password is read from",
                    e);
        }
    }

    @Override
    Proof proof(String owner, InstantSource clock) {
        return files.current().proof(owner, clock);
    }

    @Override
    Optional<Instant> expiresAt(Instant now) {
        return files.last().expiresAt(now);
    }

    @Override
    public String toString() {
        return "EntraCredential[certificate in " + files + "]";
    }
}
