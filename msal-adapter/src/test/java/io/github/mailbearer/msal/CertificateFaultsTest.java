package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.CertificateFiles.keyStore;
import static io.github.mailbearer.msal.CertificateFiles.pem;
import static io.github.mailbearer.msal.CertificateFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a certificate file is told when the credential is made. */
class CertificateFaultsTest {

    private static final KeyPair PAIR = TestKeys.rsa();
    private static final KeyPair OTHER = TestKeys.rsa();
    private static final KeyPair EC = TestKeys.ec();
    private static final String CERTIFICATE = pem(TestKeys.certificate(PAIR));
    private static final char[] PASSWORD = "correct horse".toCharArray();
    private static final Instant NOW = Instant.now();
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path directory;

    private void refused(String pem, String message) throws IOException {
        Path file = write(directory.resolve("app.pem"), pem, NOW);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.certificate(file))
                .withMessageStartingWith("pem: in [" + file + "] " + message)
                .satisfies(
                        e -> assertThat(e.getMessage()).doesNotContain(pem(PAIR).substring(40, 80)));
    }

    @Test
    void aPemFileMustHoldOneCertificateAndItsKey() throws IOException {
        refused("", "there is no PEM block");
        refused("PK\u0003\u0004", "there is no PEM block");
        refused(CERTIFICATE, "there are no private keys");
        refused(pem(PAIR), "there is no certificate");
        refused(CERTIFICATE + pem(PAIR) + pem(OTHER), "there are 2 private keys");
        refused(CERTIFICATE + pem(OTHER), "key does not belong to the certificate");
        refused(CERTIFICATE + pem(PAIR).substring(0, 400), "a block is cut short");
        refused(pem("CERTIFICATE", new byte[] {1, 2}) + pem(PAIR), "a certificate cannot be read");
        refused(CERTIFICATE + pem("PRIVATE KEY", new byte[] {1, 2}), "the private key cannot be read");
        refused(CERTIFICATE.replace("MII", "M=II") + pem(PAIR), "the block CERTIFICATE is not Base64");
    }

    @Test
    void aKeyMustNotBeEncrypted() throws IOException {
        refused(
                CERTIFICATE + pem("ENCRYPTED PRIVATE KEY", PAIR.getPrivate().getEncoded()),
                "the private key is encrypted: decrypt it");
        refused(
                CERTIFICATE
                        + "-----BEGIN "
                        + "RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n"
                        + "-----END RSA PRIVATE KEY-----\n",
                "a block is cut short or encrypted with a PEM header");
    }

    @Test
    void aKeyMustBeRsa() throws IOException {
        refused(pem(TestKeys.certificate(EC)) + pem(EC), "key is of type EC");
        refused(CERTIFICATE + pem("EC PRIVATE KEY", new byte[] {1, 2}), "key is of type EC");
    }

    @Test
    void aCertificateMustBeValidNow() throws IOException {
        refused(
                pem(TestKeys.certificate(PAIR, NOW.minus(DAY.multipliedBy(2)), NOW.minus(DAY))) + pem(PAIR),
                "certificate expired at ");
        refused(
                pem(TestKeys.certificate(PAIR, NOW.plus(DAY), NOW.plus(DAY.multipliedBy(2)))) + pem(PAIR),
                "certificate is valid only from ");
    }

    @Test
    void filesMustBeThereAndNotTooLong() throws IOException {
        Path absent = directory.resolve("absent.pem");
        Path certificate = write(directory.resolve("tls.crt"), CERTIFICATE, NOW);
        Path endless = directory.resolve("endless.pem");
        Files.write(endless, new byte[(1 << 20) + 1]);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.certificate(absent))
                .withMessage("pem: there is no file " + absent + ": give an existing one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.certificate(certificate, absent))
                .withMessage("pemCertificates and pemKey: there is no file " + absent + ": give an existing one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.certificate(endless))
                .withMessageContaining("is longer than 1048576 bytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.certificate(directory))
                .withMessageStartingWith("pem: [" + directory + "] cannot be read");
    }

    @Test
    void aPkcs12FileMustOpenAndHoldOneKey() throws IOException {
        Path file = write(directory.resolve("app.pfx"), keyStore(PASSWORD, Map.of("app", PAIR)), PASSWORD);
        Path two = write(directory.resolve("two.pfx"), keyStore(PASSWORD, Map.of("a", PAIR, "b", OTHER)), PASSWORD);
        Path none = write(directory.resolve("none.pfx"), keyStore(PASSWORD, Map.of()), PASSWORD);
        Path pem = write(directory.resolve("app.pem"), CERTIFICATE + pem(PAIR), NOW);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.pkcs12(file, "planted".toCharArray()))
                .withMessage("file: in [" + file + "] password is wrong: give the one that the file was exported with");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.pkcs12(two, PASSWORD))
                .withMessageContaining("there are 2 private keys");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.pkcs12(none, PASSWORD))
                .withMessageContaining("there are no private keys");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.pkcs12(pem, PASSWORD))
                .withMessageContaining("for a PEM file there is EntraCredential.certificate");
    }

    @Test
    void anEntryOfAKeyStoreMustBeAKeyThatOpens() {
        KeyStore store = keyStore(PASSWORD, Map.of("app", PAIR));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.certificate(store, "ap", PASSWORD))
                .withMessage("alias \"ap\" names no private key: give one of [app]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.certificate(store, "app", "planted".toCharArray()))
                .withMessage("password is wrong: give the one of the key \"app\"");
    }

    @Test
    void whatIsMissingIsNamed() {
        Path file = directory.resolve("app.pfx");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.certificate((Path) null))
                .withMessageStartingWith("pem is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.certificate(file, null))
                .withMessageStartingWith("pemKey is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.pkcs12(null, PASSWORD))
                .withMessageStartingWith("file is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.pkcs12(file, (char[]) null))
                .withMessageStartingWith("password is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.pkcs12(file, (Supplier<char[]>) null))
                .withMessageStartingWith("password is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.certificate((KeyStore) null, "app", PASSWORD))
                .withMessageStartingWith("keyStore is missing");
    }

    @Test
    void noTextFormShowsASecret() throws IOException {
        Path file = write(directory.resolve("app.pfx"), keyStore(PASSWORD, Map.of("app", PAIR)), PASSWORD);

        assertThat(EntraCredential.pkcs12(file, PASSWORD))
                .hasToString("EntraCredential[certificate in [" + file + "]]");
    }
}
