package io.github.mailbearer.msal;

import static io.github.mailbearer.msal.Applications.REQUEST;
import static io.github.mailbearer.msal.CertificateFiles.pem;
import static io.github.mailbearer.msal.CertificateFiles.pkcs1;
import static io.github.mailbearer.msal.CertificateFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.mailbearer.TokenRequestDeniedException;
import io.github.mailbearer.testkit.CapturedLogs;
import io.github.mailbearer.testkit.FakeEntra;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Entra accepts what certificate files hold, also after somebody has exchanged them. */
@Timeout(30)
class CertificateFileTest {

    private static final KeyPair OLD = TestKeys.rsa();
    private static final KeyPair NEW = TestKeys.rsa();
    private static final X509Certificate OLD_CERTIFICATE = TestKeys.certificate(OLD);
    private static final X509Certificate NEW_CERTIFICATE = TestKeys.certificate(NEW);
    private static final char[] PASSWORD = "correct horse".toCharArray();
    private static final Instant THEN = Instant.now().minus(Duration.ofHours(2));
    private static final Instant LATER = THEN.plus(Duration.ofHours(1));

    @TempDir
    Path directory;

    private static FakeEntra entra;

    @BeforeAll
    static void start() {
        entra = FakeEntra.start();
    }

    @BeforeEach
    void reset() {
        entra.reset();
        entra.registerCertificate(OLD_CERTIFICATE);
    }

    @AfterAll
    static void stop() {
        entra.close();
    }

    private MsalTokenProvider provider(EntraCredential credential) {
        return MsalTokenProvider.clientCredentials(
                Applications.of(entra).credential(credential).build());
    }

    private void onlyNewIsRegistered() {
        entra.reset();
        entra.registerCertificate(NEW_CERTIFICATE);
    }

    @Test
    void certificateAndKeyInOnePemFileSignIn() throws IOException {
        Path file = write(directory.resolve("app.pem"), pem(OLD_CERTIFICATE) + pem(OLD), THEN);

        provider(EntraCredential.certificate(file)).getToken(REQUEST);
        assertThat(entra.tokenRequestCount()).isEqualTo(1);
    }

    @Test
    void theOrderAndTheTextBetweenTheBlocksDoNotMatter() throws IOException {
        String bag = "Bag Attributes\n    localKeyID: 01\n" + pkcs1(OLD) + "subject=CN = app\n" + pem(OLD_CERTIFICATE)
                + pem(NEW_CERTIFICATE);
        Path file = write(directory.resolve("app.pem"), bag.replace("\n", "\r\n"), THEN);

        provider(EntraCredential.certificate(file)).getToken(REQUEST);
        assertThat(entra.tokenRequestCount()).isEqualTo(1);
    }

    @Test
    void certificateAndKeyInTwoFilesSignIn() throws IOException {
        Path certificate = write(directory.resolve("tls.crt"), pem(OLD_CERTIFICATE), THEN);
        Path key = write(directory.resolve("tls.key"), pkcs1(OLD), THEN);

        provider(EntraCredential.certificate(certificate, key)).getToken(REQUEST);
        assertThat(entra.tokenRequestCount()).isEqualTo(1);
    }

    @Test
    void aPkcs12FileSignsIn() throws IOException {
        KeyStore store = CertificateFiles.keyStore(PASSWORD, Map.of("app", OLD));
        entra.reset();
        entra.registerCertificate(certificate(store, "app"));
        char[] given = PASSWORD.clone();
        EntraCredential credential =
                EntraCredential.pkcs12(write(directory.resolve("app.pfx"), store, PASSWORD), given);
        Arrays.fill(given, '\0');

        provider(credential).getToken(REQUEST);
        assertThat(entra.tokenRequestCount()).isEqualTo(1);
    }

    @Test
    void aPasswordThatIsNotToBeHadLeavesTheCertificateInUse() throws IOException {
        KeyStore store = CertificateFiles.keyStore(PASSWORD, Map.of("app", OLD));
        entra.reset();
        entra.registerCertificate(certificate(store, "app"));
        Path file = write(directory.resolve("app.pfx"), store, PASSWORD);
        AtomicBoolean down = new AtomicBoolean();
        Supplier<char[]> vault = () -> {
            if (down.get()) {
                throw new IllegalStateException("the vault is down");
            }
            return PASSWORD;
        };
        MsalTokenProvider provider = provider(EntraCredential.pkcs12(file, vault));
        down.set(true);
        Files.setLastModifiedTime(file, FileTime.from(LATER));

        try (CapturedLogs logs = CapturedLogs.everything()) {
            provider.getToken(REQUEST);
            assertThat(logs.text())
                    .contains("what was read before stays in use")
                    .contains("the vault is down");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.pkcs12(file, vault))
                .withMessageStartingWith("file: in [" + file + "] the key store was not opened, since the supplier")
                .withRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void anEntryOfAKeyStoreSignsIn() {
        KeyStore store = CertificateFiles.keyStore(PASSWORD, Map.of("app", OLD, "other", NEW));
        entra.reset();
        entra.registerCertificate(certificate(store, "app"));

        provider(EntraCredential.certificate(store, "app", PASSWORD)).getToken(REQUEST);
        assertThat(entra.tokenRequestCount()).isEqualTo(1);
    }

    @Test
    void anExchangedPemFileIsReadAtTheNextTokenRequest() throws IOException {
        Path file = write(directory.resolve("app.pem"), pem(OLD_CERTIFICATE) + pem(OLD), THEN);
        MsalTokenProvider provider = provider(EntraCredential.certificate(file));
        provider.getToken(REQUEST);

        onlyNewIsRegistered();
        write(file, pem(NEW_CERTIFICATE) + pem(NEW), LATER);
        provider.getToken(REQUEST);
        assertThat(entra.tokenRequestCount()).isEqualTo(1);
    }

    @Test
    void aFileThatIsReplacedByARenameIsReadEvenIfItsTimeAndSizeAreTheSame() throws IOException {
        Path file = write(directory.resolve("app.pem"), padded(pem(OLD_CERTIFICATE) + pem(OLD)), THEN);
        MsalTokenProvider provider = provider(EntraCredential.certificate(file));
        onlyNewIsRegistered();
        Path next = write(directory.resolve("next.pem"), padded(pem(NEW_CERTIFICATE) + pem(NEW)), THEN);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);

        provider.getToken(REQUEST);
        assertThat(entra.tokenRequestCount()).isEqualTo(1);
    }

    @Test
    void anExchangedPkcs12FileIsReadWithItsOwnPassword() throws IOException {
        Path file = directory.resolve("app.p12");
        write(file, CertificateFiles.keyStore(PASSWORD, Map.of("app", OLD)), PASSWORD);
        AtomicReference<char[]> password = new AtomicReference<>(PASSWORD);
        MsalTokenProvider provider = provider(EntraCredential.pkcs12(file, password::get));

        password.set("battery staple".toCharArray());
        KeyStore next = CertificateFiles.keyStore(password.get(), Map.of("app", NEW));
        write(file, next, password.get());
        Files.setLastModifiedTime(file, FileTime.from(LATER));
        entra.reset();
        entra.registerCertificate(certificate(next, "app"));
        provider.getToken(REQUEST);
        assertThat(entra.tokenRequestCount()).isEqualTo(1);
    }

    @Test
    void aHalfWrittenFileLeavesTheOldCertificateInUse() throws IOException {
        String next = pem(NEW_CERTIFICATE) + pem(NEW);
        Path file = write(directory.resolve("app.pem"), pem(OLD_CERTIFICATE) + pem(OLD), THEN);
        MsalTokenProvider provider = provider(EntraCredential.certificate(file));

        try (CapturedLogs logs = CapturedLogs.everything()) {
            write(file, next.substring(0, next.length() - 30), LATER);
            provider.getToken(REQUEST);
            Files.delete(file);
            provider.getToken(REQUEST);
            assertThat(entra.tokenRequestCount()).isEqualTo(2);
            assertThat(logs.text())
                    .contains("app.pem] has changed, but cannot be used; what was read before stays in use")
                    .contains("a block is cut short")
                    .doesNotContain(pem(NEW).substring(40, 80));
        }
        onlyNewIsRegistered();
        write(file, next, LATER);
        provider.getToken(REQUEST);
        assertThat(entra.tokenRequestCount()).isEqualTo(1);
    }

    @Test
    void aKeyThatIsExchangedBeforeItsCertificateLeavesTheOldOnesInUse() throws IOException {
        Path certificate = write(directory.resolve("tls.crt"), pem(OLD_CERTIFICATE), THEN);
        Path key = write(directory.resolve("tls.key"), pem(OLD), THEN);
        MsalTokenProvider provider = provider(EntraCredential.certificate(certificate, key));

        write(key, pem(NEW), LATER);
        provider.getToken(REQUEST);
        onlyNewIsRegistered();
        write(certificate, pem(NEW_CERTIFICATE), LATER);
        provider.getToken(REQUEST);
        assertThat(entra.tokenRequestCount()).isEqualTo(1);
    }

    @Test
    void aCertificateThatEntraDoesNotKnowIsDenied() {
        MsalTokenProvider provider = provider(EntraCredential.certificate(NEW.getPrivate(), NEW_CERTIFICATE));

        assertThatExceptionOfType(TokenRequestDeniedException.class)
                .isThrownBy(() -> provider.getToken(REQUEST))
                .withMessageContaining("AADSTS700027");
        assertThat(entra.tokenRequestCount()).isEqualTo(1);
    }

    private static String padded(String text) {
        return text + "\n".repeat(8000 - text.length());
    }

    private static X509Certificate certificate(KeyStore store, String alias) {
        try {
            return (X509Certificate) store.getCertificate(alias);
        } catch (KeyStoreException e) {
            throw new IllegalStateException(e);
        }
    }
}
