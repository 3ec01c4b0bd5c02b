package io.github.mailbearer.msal.properties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.mailbearer.TokenProvider;
import io.github.mailbearer.TokenRequest;
import io.github.mailbearer.TokenUnavailableException;
import io.github.mailbearer.msal.EncryptionKeys;
import io.github.mailbearer.testkit.FakeEntra;
import io.github.mailbearer.testkit.MailbearerExtension;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Properties say which tokens, and errors name the property. */
@Timeout(30)
@ExtendWith(MailbearerExtension.class)
class EntraTokenProviderFactoryTest {

    private static final TokenRequest REQUEST = TokenRequest.of("noreply@contoso.example");

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    @TempDir
    Path directory;

    private FakeEntra entra;

    @BeforeEach
    void describe(FakeEntra entra) throws IOException {
        this.entra = entra;
        set("tenant-id", entra.tenantId());
        set("client-id", entra.clientId());
        set("client-secret-file", file("secret", entra.clientSecret() + "\n"));
    }

    private void set(String name, Object value) {
        properties.put("mailbearer.entra." + name, value.toString());
    }

    private void unset(String name) {
        properties.remove("mailbearer.entra." + name);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private TokenProvider provider(URI loopback) {
        EntraTokenProviderFactory factory = new EntraTokenProviderFactory(environment::get, loopback);
        assertThat(factory.properties()).containsAll(properties.keySet());
        return factory.create(properties::get);
    }

    private TokenProvider provider() {
        return provider(entra.uri());
    }

    private void refused(String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(this::provider)
                .withMessageStartingWith("mailbearer.entra." + message);
    }

    @Test
    void aRotatedSecretFileIsReadAtTheNextTokenRequest() throws IOException {
        TokenProvider tokens = provider();
        tokens.getToken(REQUEST);
        entra.replaceClientSecret("rotated~secret");
        file("secret", "rotated~secret");

        tokens.getToken(REQUEST);
        assertThat(entra.tokenRequestCount()).isEqualTo(2);
    }

    @Test
    void aSecretFileThatIsGoneForAMomentIsTemporary() throws IOException {
        TokenProvider tokens = provider();
        Files.delete(directory.resolve("secret"));

        assertThatExceptionOfType(TokenUnavailableException.class).isThrownBy(() -> tokens.getToken(REQUEST));
    }

    @Test
    void aSecretFileThatIsNoTextIsRefused() throws IOException {
        Files.write(directory.resolve("secret"), new byte[] {(byte) 0xff});

        refused("client-secret-file: " + directory.resolve("secret") + " cannot be read as text");
    }

    @Test
    void theSecretMayBeInTheEnvironment() {
        unset("client-secret-file");
        set("client-secret-environment", "MAIL_SECRET");
        refused("client-secret-environment=MAIL_SECRET names an environment variable that is not set");
        environment.put("MAIL_SECRET", "0f2b8a1c-7d3e-4f5a-9b6c-1d2e3f4a5b6c");
        refused("client-secret-environment: secret is a GUID");
        environment.put("MAIL_SECRET", entra.clientSecret());

        provider().getToken(REQUEST);
        assertThat(entra.tokenRequestCount()).isEqualTo(1);
    }

    @Test
    void aCertificateMayTakeThePlaceOfTheSecret() throws Exception {
        unset("client-secret-file");
        Path file = directory.resolve("app.pfx");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "right".toCharArray());
        }
        set("certificate-file", file);
        refused("certificate-file: pem: in [" + file + "] there is no PEM block");
        set("certificate-password-file", file("password", "wrong"));
        refused("certificate-file: file: in [" + file + "] password is wrong");
        file("password", "right\n");
        refused("certificate-file: file: in [" + file + "] there are no private keys");
        Files.write(directory.resolve("password"), new byte[] {(byte) 0xff});
        refused("certificate-file: file: in [" + file + "] the key store was not opened");
        set("certificate-key-file", file("tls.key", ""));
        refused("certificate-key-file and mailbearer.entra.certificate-password-file are both set");
    }

    @Test
    void aFederatedTokenFileMayTakeThePlaceOfTheSecret() throws IOException {
        unset("client-secret-file");
        set("federated-token-file", file("token", "\n"));

        assertThatExceptionOfType(TokenUnavailableException.class)
                .isThrownBy(() -> provider().getToken(REQUEST))
                .withMessageContaining("is empty");
    }

    @Test
    void exactlyOneCredentialIsNeeded() throws IOException {
        set("federated-token-file", file("token", ""));
        assertThatIllegalArgumentException()
                .isThrownBy(this::provider)
                .withMessageStartingWith("several credentials are set, mailbearer.entra.client-secret-file and"
                        + " mailbearer.entra.federated-token-file: set exactly one of ");
        unset("federated-token-file");
        unset("client-secret-file");
        assertThatIllegalArgumentException()
                .isThrownBy(this::provider)
                .withMessageStartingWith(
                        "no credential is set: set exactly one of mailbearer.entra.client-secret-file, ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tenant-id|contoso|tenant-id is neither a GUID nor a domain",
                "tenant-id|common|tenant-id is \"common\", but an application gets tokens of its own",
                "client-id|contoso|client-id is not a GUID",
                "cloud|germany|cloud=germany is not known: give one of worldwide, us-government, china",
                "grant|password|grant=password is not known: give one of client-credentials, delegated, managed-identity",
                "request-timeout|0|request-timeout=0 is no time: give whole seconds from 1 to 120",
                "request-timeout|121|request-timeout=121 is no time",
                "request-timeout|PT15S|request-timeout=PT15S is no time",
                "client-secret-file|absent|client-secret-file=absent is no file that can be read",
                "certificate-key-file|absent|certificate-key-file is set, but mailbearer.entra.certificate-file is not",
                "store-directory|rows|store-directory is set, but an application signs in for itself",
                "managed-identity-client-id|x|managed-identity-client-id is set, but an application signs in",
            })
    void aWrongValueIsNamed(String name, String value, String message) {
        set(name, value);
        refused(message);
    }

    @ParameterizedTest
    @CsvSource({"tenant-id", "client-id"})
    void aMissingValueIsNamed(String name) {
        unset(name);
        refused(name + " is not set: give the ");
    }

    @Test
    void theCloudNamesTheResource() {
        set("cloud", "us-government");
        set("request-timeout", "120");

        provider().getToken(REQUEST);
        assertThat(entra.tokenRequests().get(0).form().get("scope"))
                .startsWith("https://outlook.office365.us/.default ");
    }

    @Test
    void connectedMailboxesNeedAStoreAndItsKey() throws IOException {
        set("grant", "delegated");
        refused("store-directory is not set");
        set("store-directory", directory.resolve("rows"));
        refused("store-key-file is not set");
        set("store-key-file", file("key", "planted"));
        assertThatIllegalArgumentException()
                .isThrownBy(this::provider)
                .withMessageStartingWith("mailbearer.entra.store-key-file: ")
                .withMessageNotContaining("planted");
        file("key", EncryptionKeys.generate("2026-11"));
        set("store-directory", directory.resolve("key"));
        refused("store-directory: ");
        set("store-directory", directory.resolve("rows"));
        assertThat(provider()).asString().contains("connected mailboxes of application " + entra.clientId());
    }

    @Test
    void aManagedIdentityNeedsNothingElse() {
        set("grant", "managed-identity");
        refused("tenant-id is set, but Azure knows whose a managed identity is");
        properties.keySet().removeIf(name -> !name.endsWith("grant"));
        assertThat(provider()).asString().contains("the system-assigned managed identity");
        set("managed-identity-client-id", "mine");
        refused("managed-identity-client-id: clientId is not a GUID");
        set("managed-identity-client-id", entra.clientId());
        assertThat(provider()).asString().contains("the managed identity with client ID " + entra.clientId());
    }

    @Test
    void withoutATestNothingButEntraIsAsked() {
        assertThat(provider(null)).asString().contains("client credentials of application " + entra.clientId());
    }
}
