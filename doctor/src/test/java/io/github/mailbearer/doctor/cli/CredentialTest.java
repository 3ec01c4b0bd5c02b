package io.github.mailbearer.doctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.doctor.Connection;
import io.github.mailbearer.msal.EncryptionKeys;
import io.github.mailbearer.msal.TokenCacheStore;
import io.github.mailbearer.msal.store.FileTokenCacheStore;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The ways to prove oneself that lie in files of their own. */
@Timeout(60)
class CredentialTest {

    private static final String PASSWORD = "of the certificate";

    @TempDir
    Path directory;

    private Stage stage;

    @BeforeEach
    void start() {
        stage = new Stage(directory);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void takesACertificate() throws IOException, GeneralSecurityException, InterruptedException {
        stage.environment.clear();
        Path file = directory.resolve("application.p12");
        stage.entra.registerCertificate(certificate(file));

        int exitCode = stage.check(
                "--certificate-file",
                file.toString(),
                "--certificate-password-file",
                stage.file("certificate-password", PASSWORD + "\n"));

        assertThat(exitCode).as(stage.out + stage.err).isLessThan(2);
        assertThat(stage.out).contains("\nPASS  7 ", "\nPASS  9 ");
    }

    @Test
    void takesAStoreOfConnectedMailboxes() {
        Path rows = directory.resolve("rows");
        Path key = directory.resolve("key");
        stage.entra.addAccount(Stage.MAILBOX);
        Connection.of(
                Stage.MAILBOX,
                stage.entra,
                TokenCacheStore.encrypted(FileTokenCacheStore.in(rows), EncryptionKeys.fromFileOrNew(key)));

        int exitCode = stage.check("--store-directory", rows.toString(), "--store-key-file", key.toString());

        assertThat(exitCode).as(stage.out + stage.err).isZero();
        assertThat(stage.out).contains("\nPASS  8e  Whose token it is: The user is the account that has signed in.");
    }

    /** Made by the JDK's own tool, since Entra takes RSA alone. */
    private static X509Certificate certificate(Path file)
            throws IOException, GeneralSecurityException, InterruptedException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "application",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=doctor",
                        "-validity",
                        "400",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        return (X509Certificate) store.getCertificate("application");
    }
}
