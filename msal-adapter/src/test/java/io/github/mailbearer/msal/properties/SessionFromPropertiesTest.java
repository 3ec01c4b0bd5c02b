package io.github.mailbearer.msal.properties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mailbearer.InteractionRequiredException;
import io.github.mailbearer.TokenProviderFactory;
import io.github.mailbearer.msal.EncryptionKeys;
import io.github.mailbearer.testkit.FakeEntra;
import io.github.mailbearer.testkit.FakeMailServer;
import io.github.mailbearer.testkit.MailbearerExtension;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An application that knows nothing of us sends mail with Entra's tokens, because its properties say so. */
@Timeout(60)
@ExtendWith(MailbearerExtension.class)
class SessionFromPropertiesTest {

    private static final String PREFIX = "mailbearer.entra.";
    private static final String MAILBOX = "noreply@contoso.example";

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @TempDir
    Path directory;

    @BeforeEach
    void findTheFactory(FakeEntra entra) {
        LoopbackEntraFactory.entra = entra.uri();
        Thread.currentThread().setContextClassLoader(LoopbackEntraFactory.loader(directory));
    }

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(before);
    }

    private Properties properties(FakeEntra entra, FakeMailServer server) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.class", "io.github.mailbearer.mail.angus.OptInSmtpTransport");
        properties.setProperty("mail.smtp.host", server.host());
        properties.setProperty("mail.smtp.port", Integer.toString(server.port()));
        properties.put("mail.smtp.ssl.socketFactory", server.clientContext().getSocketFactory());
        properties.setProperty("mail.smtp.user", MAILBOX);
        properties.setProperty(PREFIX + "tenant-id", entra.tenantId());
        properties.setProperty(PREFIX + "client-id", entra.clientId());
        return properties;
    }

    private Path secret(String value) throws IOException {
        return Files.writeString(directory.resolve("secret"), value + "\n");
    }

    private static void send(Properties properties) throws MessagingException {
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(MAILBOX);
        message.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress("you@contoso.example"));
        message.setText("Hello");
        Transport.send(message);
    }

    @Test
    void mailIsSentWithTheTokenOfTheApplication(FakeEntra entra, FakeMailServer server) throws Exception {
        Properties properties = properties(entra, server);
        properties.setProperty(
                PREFIX + "client-secret-file", secret(entra.clientSecret()).toString());

        send(properties);
        send(properties);
        assertThat(server.messages()).hasSize(2);
        assertThat(entra.tokenRequestCount()).isEqualTo(1);
    }

    @Test
    void aStoreWithoutTheMailboxNamesIt(FakeEntra entra, FakeMailServer server) throws Exception {
        Properties properties = properties(entra, server);
        Path key = Files.writeString(directory.resolve("key"), EncryptionKeys.generate("2026-11"));
        properties.setProperty(PREFIX + "grant", "delegated");
        properties.setProperty(
                PREFIX + "client-secret-file", secret(entra.clientSecret()).toString());
        properties.setProperty(
                PREFIX + "store-directory", directory.resolve("mailboxes").toString());
        properties.setProperty(PREFIX + "store-key-file", key.toString());

        assertThatExceptionOfType(AuthenticationFailedException.class)
                .isThrownBy(() -> send(properties))
                .withMessageContaining(MAILBOX)
                .withCauseInstanceOf(InteractionRequiredException.class);
        assertThat(entra.tokenRequestCount()).isZero();
    }

    @Test
    void aMissingPropertyIsToldWhereTheApplicationLooks(FakeEntra entra, FakeMailServer server) {
        Properties properties = properties(entra, server);
        properties.remove(PREFIX + "tenant-id");

        assertThatExceptionOfType(MessagingException.class)
                .isThrownBy(() -> send(properties))
                .withStackTraceContaining("mailbearer.entra.tenant-id is not set: give the Directory (tenant) ID");
    }

    @Test
    void aSecretInClearIsAPropertyThatIsNotKnown(FakeEntra entra, FakeMailServer server) {
        Properties properties = properties(entra, server);
        properties.setProperty(PREFIX + "client-secret", entra.clientSecret());

        assertThatExceptionOfType(MessagingException.class)
                .isThrownBy(() -> send(properties))
                .withStackTraceContaining("mailbearer.entra.client-secret-file")
                .satisfies(e -> assertThat(e.toString()).doesNotContain(entra.clientSecret()));
    }

    @Test
    void theJarBringsTheFactory() {
        assertThat(ServiceLoader.load(TokenProviderFactory.class, before))
                .singleElement()
                .isInstanceOf(EntraTokenProviderFactory.class)
                .satisfies(factory -> assertThat(factory.name()).isEqualTo("entra"));
    }
}
