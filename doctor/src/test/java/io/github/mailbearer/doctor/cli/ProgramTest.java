package io.github.mailbearer.doctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.testkit.MailScenario;
import io.github.mailbearer.testkit.SecretSearch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProgramTest {

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
    void endsWith0WhereAllIsWell() {
        assertThat(stage.check()).as(stage.out).isZero();
        assertThat(stage.out)
                .contains("noreply@contoso.com by SMTP at microsoft-365\n")
                .contains("\nPASS  9   Sign-in: ")
                .contains("\nPASS: ")
                .doesNotContain("FAIL", "\u001b");
        assertThat(stage.err).isEmpty();
    }

    @Test
    void endsWith2AndSaysWhatToDo() {
        stage.server.play(MailScenario.smtpAuthDisabledForTenant());

        assertThat(stage.check("check")).isEqualTo(2);
        assertThat(stage.out)
                .contains("\nFAIL  9   Sign-in: ")
                .contains("Set-CASMailbox -Identity 'noreply@contoso.com' -SmtpClientAuthenticationDisabled $false")
                .contains("\nBegin with 9, Sign-in: ")
                .contains("with --script.");
        assertThat(stage.server.counts().auths()).isLessThanOrEqualTo(2);
    }

    @Test
    void endsWith1ForWarnings() {
        stage.environment.clear();
        stage.environment.put("MAILBEARER_SECRET", stage.entra.clientSecret());
        stage.server.play(MailScenario.smtpRbac());

        int exitCode = stage.check("--access-token-file", token(Map.of("roles", List.of())));

        assertThat(exitCode).as(stage.out).isEqualTo(1);
        assertThat(stage.out).contains("\nWARN  8d ", "\nWARN: ");
    }

    @Test
    void writesJson() {
        stage.server.play(MailScenario.smtpAuthDisabledForTenant());

        assertThat(stage.check("--json")).isEqualTo(2);

        Map<String, Object> json = ParsedJson.object(stage.out);
        assertThat(json)
                .containsEntry("status", "fail")
                .containsEntry("firstFailure", "9")
                .containsEntry("exitCode", 2);
        assertThat(ParsedJson.list(json, "checks")).hasSizeGreaterThan(20).anySatisfy(check -> {
            assertThat(check)
                    .containsEntry("id", "9")
                    .containsEntry("status", "fail")
                    .containsKey("evidence");
            assertThat(ParsedJson.list(check, "advice").get(0).get("commands").toString())
                    .contains("Set-CASMailbox");
            assertThat(check.get("diagnosis").toString()).contains("S7").contains("retry={advice=after-a-change}");
        });
        assertThat(stage.err).isEmpty();
    }

    @Test
    void endsWith3AndShowsNoSecretWhereItIsBrokenItself() {
        stage.environment.clear();
        stage.prompt = prompt -> {
            throw new ExceptionInInitializerError("broken with client_secret=abcSECRET1234\u001b[2J");
        };

        assertThat(stage.check()).isEqualTo(3);
        assertThat(stage.err)
                .contains("the doctor itself is broken (java.lang.ExceptionInInitializerError)")
                .contains("        at " + ProgramTest.class.getName())
                .doesNotContain("abcSECRET", "\u001b");
    }

    @Test
    void writesTheScriptAndNothingElse() {
        assertThat(stage.check("--script")).isZero();
        assertThat(stage.out.lines())
                .allMatch(line -> line.isEmpty() || line.startsWith("#") || line.matches("(?:Get|Test|Connect)-.*"));
        assertThat(stage.out).contains("New-ServicePrincipal -AppId '" + stage.entra.clientId() + "' -ObjectId '");
        assertThat(stage.err).isEmpty();
    }

    @Test
    void sendsNothingUnlessAsked() {
        stage.check();
        assertThat(stage.server.messages()).isEmpty();

        assertThat(stage.check("--send")).as(stage.out).isZero();
        assertThat(stage.server.messages())
                .singleElement()
                .satisfies(message -> assertThat(message.recipients()).containsExactly("noreply@contoso.com"));
    }

    @Test
    void showsNoSecretAndNoToken() {
        stage.server.play(MailScenario.noMailboxPermission());
        for (String how : List.of("--verbose", "--json", "--script", "--show-ids")) {
            stage.check(how);

            assertThat(SecretSearch.of(stage.entra.clientSecret()).in(stage.out + stage.err))
                    .isEmpty();
            assertThat(SecretSearch.of(stage.entra.lastIssuedToken()).in(stage.out + stage.err))
                    .isEmpty();
        }
    }

    @Test
    void asksForTheSecretWhereSomebodySits() {
        stage.environment.clear();
        stage.prompt = prompt -> stage.entra.clientSecret().toCharArray();

        assertThat(stage.check()).as(stage.out).isZero();
    }

    @Test
    void takesASecretFromAFileWithTheLineBreakThatEditorsAdd() {
        stage.environment.clear();

        assertThat(stage.check("--secret-file", stage.file("secret", stage.entra.clientSecret() + "\n")))
                .isZero();
        assertThat(stage.check("--secret-file", stage.file("secret", " " + stage.entra.clientSecret())))
                .isEqualTo(2);
        assertThat(stage.out).contains("\nFAIL  0b ");
    }

    @Test
    void takesASecretFromTheEnvironmentAndFromTheCommandLineIfItMust() {
        stage.environment.clear();
        stage.environment.put("APP_SECRET", stage.entra.clientSecret());

        assertThat(stage.check("--secret-env", "APP_SECRET")).isZero();
        assertThat(stage.check("--unsafe-secret-on-command-line", stage.entra.clientSecret()))
                .isZero();
    }

    @Test
    void takesWhatAnApplicationHasInItsProperties() {
        String file = stage.file("app.properties", """
                mail.smtp.class=io.github.mailbearer.mail.angus.OptInSmtpTransport
                mail.smtp.user=noreply@contoso.com
                mail.smtp.host=localhost
                mail.smtp.port=%d
                mailbearer.entra.tenant-id=%s
                mailbearer.entra.client-id=%s
                mailbearer.entra.client-secret-file=%s
                """.formatted(
                        stage.server.port(),
                        stage.entra.tenantId(),
                        stage.entra.clientId(),
                        stage.file("secret", stage.entra.clientSecret()).replace('\\', '/')));
        stage.environment.clear();
        stage.environment.put("MAILBEARER_ALLOW_HOST", "localhost");
        stage.environment.put(
                "MAILBEARER_TRUST_STORE", directory.resolve("authority.pem").toString());

        assertThat(stage.run("--properties", file)).as(stage.out + stage.err).isZero();
        assertThat(stage.out).contains("\nPASS  0g ");
    }

    @Test
    void takesTheCommandLineBeforeTheEnvironmentAndThatBeforeProperties() {
        String file = stage.file("app.properties", "mail.smtp.user=properties@contoso.com\n");
        stage.environment.put("MAILBEARER_MAILBOX", "environment@contoso.com");

        stage.run("--properties", file, "--mailbox", "command@contoso.com", "--tenant", "common");
        assertThat(stage.out).contains("command@contoso.com by SMTP");

        stage.run("--properties", file, "--tenant", "common");
        assertThat(stage.out).contains("environment@contoso.com by SMTP");

        stage.environment.remove("MAILBEARER_MAILBOX");
        stage.run("--properties", file, "--tenant", "common");
        assertThat(stage.out).contains("properties@contoso.com by SMTP");
    }

    @Test
    void paintsForPeopleOnly() {
        assertThat(painted()).isFalse();
        assertThat(painted("--color", "always")).isTrue();

        stage.colours = true;
        assertThat(painted()).isTrue();
        assertThat(painted("--no-color")).isFalse();
        assertThat(painted("--json")).isFalse();

        stage.environment.put("NO_COLOR", "1");
        assertThat(painted()).isFalse();
    }

    private boolean painted(String... more) {
        List<String> args = new ArrayList<>(List.of("--mailbox", "a@contoso.com", "--tenant", "common"));
        args.addAll(List.of(more));
        stage.run(args.toArray(String[]::new));
        return stage.out.contains("\u001b[");
    }

    @Test
    void obeysNoServer() {
        stage.server.replyTo("CONNECT", "220 \u001b[2J\u001b]0;owned\u0007\u202email\u009b31m ready");

        stage.check("--verbose");

        assertThat(stage.out).doesNotContain("\u001b", "\u0007", "\u202e", "\u009b", "owned");
    }

    @Test
    void goesToTheLoginHostThroughTheProxy() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }

        assertThat(stage.check("--proxy", "127.0.0.1:" + closed)).isEqualTo(2);
        assertThat(stage.out).contains("\nFAIL  5 ");
    }

    @Test
    void trustsAuthoritiesFromAKeyStore() throws IOException, GeneralSecurityException {
        Certificate authority;
        try (InputStream pem = Files.newInputStream(directory.resolve("authority.pem"))) {
            authority = CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", authority);
        Path file = directory.resolve("trust.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "of the store".toCharArray());
        }
        List<String> args = stage.healthy();
        args.set(args.size() - 1, file.toString());

        assertThat(stage.run(args.toArray(String[]::new))).isEqualTo(3);
        assertThat(stage.err).contains("--trust-store", "--trust-store-password-file");

        args.addAll(List.of("--trust-store-password-file", stage.file("password", "of the store\n")));
        assertThat(stage.run(args.toArray(String[]::new))).as(stage.out).isZero();
    }

    private String token(Map<String, Object> claims) {
        return stage.file("token", stage.entra.issueToken(claims) + "\n");
    }
}
