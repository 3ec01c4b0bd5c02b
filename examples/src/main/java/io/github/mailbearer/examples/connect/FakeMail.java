package io.github.mailbearer.examples.connect;

import io.github.mailbearer.mail.MailPlatform;
import io.github.mailbearer.mail.MailProtocol;
import io.github.mailbearer.mail.MailServer;
import io.github.mailbearer.mail.OAuth2Sessions;
import io.github.mailbearer.mail.TransportSecurity;
import io.github.mailbearer.msal.EntraApplication;
import io.github.mailbearer.msal.EntraCredential;
import io.github.mailbearer.testkit.FakeEntra;
import io.github.mailbearer.testkit.FakeMailServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A tenant, a mail server and a person with a browser, all on this machine. */
final class FakeMail implements MailSystem, AutoCloseable {

    private static final String MAILBOX = "noreply@contoso.example";

    private final FakeEntra entra = FakeEntra.start();
    private final FakeMailServer smtp =
            FakeMailServer.smtp().tokens(entra.tokens()).start();
    private final Path directory;

    private FakeMail(URI callback) throws IOException {
        directory = Files.createTempDirectory("mailbearer");
        entra.addAccount(MAILBOX);
        entra.registerRedirectUri(callback);
    }

    static FakeMail start(URI callback) throws IOException {
        return new FakeMail(callback);
    }

    /** Where the application keeps what it must not forget. */
    Path directory() {
        return directory;
    }

    FakeEntra entra() {
        return entra;
    }

    FakeMailServer smtp() {
        return smtp;
    }

    @Override
    public String tenantId() {
        return entra.tenantId();
    }

    @Override
    public String clientId() {
        return entra.clientId();
    }

    @Override
    public EntraApplication application() {
        return EntraApplication.builder()
                .tenantId(entra.tenantId())
                .clientId(entra.clientId())
                .credential(EntraCredential.secret(entra.clientSecret()))
                .loopbackEndpoint(entra.uri())
                .build();
    }

    @Override
    public Set<String> scopes() {
        return MailPlatform.MICROSOFT_365.delegatedScopes(MailProtocol.SMTP);
    }

    @Override
    public String mailbox() {
        return MAILBOX;
    }

    @Override
    public String recipient() {
        return "you@contoso.example";
    }

    @Override
    public OAuth2Sessions.Builder equip(OAuth2Sessions.Builder session) {
        return session.server(MailServer.of(MailProtocol.SMTP, smtp.host(), smtp.port(), TransportSecurity.STARTTLS))
                .sslContext(smtp.clientContext());
    }

    /** Opens the page, signs in where it leads to, consents, and goes back, with the cookie that the page has set. */
    @Override
    public Person person() {
        return page -> {
            HttpHeaders answer = get(page, "none");
            URI signIn = URI.create(answer.firstValue("Location").orElseThrow());
            String cookie = answer.firstValue("Set-Cookie").orElseThrow();
            get(entra.signIn(signIn, MAILBOX), cookie.substring(0, cookie.indexOf(';')));
        };
    }

    private static HttpHeaders get(URI page, String cookie) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(page).header("Cookie", cookie).build();
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.discarding())
                    .headers();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a page is opened", e);
        }
    }

    @Override
    public void close() throws IOException {
        smtp.close();
        entra.close();
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
