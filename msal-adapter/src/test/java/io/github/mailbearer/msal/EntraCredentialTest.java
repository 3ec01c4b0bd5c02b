package io.github.mailbearer.msal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntraCredentialTest {

    private static final KeyPair PAIR = TestKeys.rsa();
    private static final Instant NOW = Instant.now();
    private static final Duration DAY = Duration.ofDays(1);

    @ParameterizedTest
    @ValueSource(strings = {"Zx8Q~a.b-c_d0123456789", "with+plus&and%percent=", "short"})
    void takesAnythingThatCanBeASecret(String secret) {
        assertThat(EntraCredential.secret(secret)).hasToString("EntraCredential[client secret]");
    }

    @Test
    void tellsTheSecretIdFromItsValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.secret("0f2b8a1c-7d3e-4f5a-9b6c-1d2e3f4a5b6c"))
                .withMessageStartingWith("secret is a GUID: this is the Secret ID, not the Value.")
                .withMessageContaining("Certificates & secrets");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|secret is empty",
                "'  '|secret is empty",
                "' planted'|secret begins or ends with white space",
                "'planted\u00a0\u2003'|secret begins or ends with white space",
                "eyJhbGciOiJub25lIn0.eyJwbGFudGVkIjoxfQ.c2ln|secret looks like a JSON Web Token",
                "eyJhbGciOiJub25lIn0.eyJwbGFudGVkIjoxfQ.|secret looks like a JSON Web Token",
            })
    void refusesWhatCannotBeASecret(String secret, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.secret(secret))
                .withMessageStartingWith(message)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("planted"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"planted\n", "planted\r\n", "pla\u0000nted"})
    void refusesControlCharacters(String secret) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.secret(secret))
                .withMessageStartingWith("secret holds a line break");
    }

    @Test
    void refusesNoSecretAndNoSupplier() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.secret((String) null))
                .withMessageStartingWith("secret is null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.secret((Supplier<String>) null))
                .withMessageStartingWith("current is missing");
    }

    @Test
    void asksTheSupplierOnlyWhenASecretIsNeeded() {
        assertThat(EntraCredential.secret(() -> {
                    throw new AssertionError("asked");
                }))
                .hasToString("EntraCredential[client secret]");
    }

    @Test
    void takesACertificateAndItsKey() {
        assertThat(EntraCredential.certificate(PAIR.getPrivate(), TestKeys.certificate(PAIR)))
                .hasToString("EntraCredential[certificate]");
    }

    @Test
    void refusesACertificateOutsideItsTime() {
        X509Certificate expired = TestKeys.certificate(PAIR, NOW.minus(DAY.multipliedBy(2)), NOW.minus(DAY));
        X509Certificate early = TestKeys.certificate(PAIR, NOW.plus(DAY), NOW.plus(DAY.multipliedBy(2)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.certificate(PAIR.getPrivate(), expired))
                .withMessageStartingWith("certificate expired at ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.certificate(PAIR.getPrivate(), early))
                .withMessageStartingWith("certificate is valid only from ");
    }

    @Test
    void refusesAKeyThatIsNotTheCertificates() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.certificate(TestKeys.rsa().getPrivate(), TestKeys.certificate(PAIR)))
                .withMessageStartingWith("key does not belong to the certificate");
    }

    @Test
    void refusesAKeyThatIsNotRsa() {
        KeyPair ec = TestKeys.ec();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.certificate(ec.getPrivate(), TestKeys.certificate(ec)))
                .withMessageStartingWith("key is of type EC");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.certificate(PAIR.getPrivate(), TestKeys.certificate(ec)))
                .withMessageStartingWith("key cannot sign for the certificate");
    }

    @Test
    void namesWhatIsMissingOfACertificate() {
        X509Certificate certificate = TestKeys.certificate(PAIR);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.certificate(null, certificate))
                .withMessageStartingWith("key is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.certificate(PAIR.getPrivate(), (X509Certificate) null))
                .withMessageStartingWith("certificate is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntraCredential.certificate(PAIR.getPrivate(), List.of()))
                .withMessageStartingWith("chain is empty");
    }
}
