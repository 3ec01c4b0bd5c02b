package io.github.mailbearer.doctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ExplainCommandTest {

    private static final String REPLY =
            "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the"
                    + " Tenant. Visit https://aka.ms/smtp_auth_disabled for more information."
                    + " [AM0PR01CA0123.eurprd01.prod.exchangelabs.com 2026-11-22T10:11:12.345Z 08DD0123456789AB]";

    @TempDir
    static Path directory;

    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = new Stage(directory);
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @BeforeEach
    void asInTheBeginning() {
        stage.in = "";
        stage.environment.put("MAILBEARER_SECRET", stage.entra.clientSecret());
    }

    @Test
    void explainsWhatIsPasted() {
        stage.in = "jakarta.mail.AuthenticationFailedException: " + REPLY
                + "\n\tat org.eclipse.angus.mail.smtp.SMTPTransport";

        assertThat(stage.run("explain", "--mailbox", "o'neill@contoso.com")).isZero();
        assertThat(stage.out)
                .contains("S7, configuration")
                .contains("Set-CASMailbox -Identity 'o''neill@contoso.com' -SmtpClientAuthenticationDisabled $false");
    }

    @Test
    void explainsAFile() {
        assertThat(stage.run("explain", stage.file("trace.txt", REPLY))).isZero();
        assertThat(stage.out).contains("S7");
    }

    @Test
    void explainsWhatPowerShellRedirected() throws IOException {
        Path file = directory.resolve("trace.txt");
        Files.write(file, ("\ufeff" + REPLY).getBytes(StandardCharsets.UTF_16LE));

        assertThat(stage.run("explain", file.toString())).isZero();
    }

    @Test
    void writesJson() {
        stage.in = REPLY;

        assertThat(stage.run("explain", "--json")).isZero();

        Map<String, Object> json = ParsedJson.object(stage.out);
        assertThat(json)
                .containsEntry("recognised", true)
                .containsEntry("id", "S7")
                .containsEntry("exitCode", 0);
        assertThat(json.get("evidence").toString()).contains("08DD0123456789AB");
        assertThat(ParsedJson.list(json, "advice")).isNotEmpty();
    }

    @Test
    void doesNotGuess() {
        stage.in = "something went wrong";

        assertThat(stage.run("explain")).isEqualTo(1);
        assertThat(stage.out).contains("not recognised", "Collect");
    }

    @Test
    void takesSecretsOutFirst() {
        String token = stage.entra.issueToken(Map.of());
        stage.in = "535 5.7.3 Authentication unsuccessful Bearer " + token + "\nclient_secret=hunter2hunter2\n";

        stage.run("explain");

        assertThat(stage.out).contains("535 5.7.3").doesNotContain(token.substring(0, 20), "hunter2");
    }

    @Test
    void movesNoCursor() {
        stage.in = "535 5.7.3 Authentication \u001b[2Junsuccessful \u202e \u009b2J";

        stage.run("explain", "--mailbox", "a@contoso.com");

        assertThat(stage.out).doesNotContain("\u001b", "\u202e", "\u009b");
    }

    @Test
    void readsTheBeginningAndTheEndOfMuch() throws IOException {
        byte[] noise = new byte[5_000_000];
        new Random(1).nextBytes(noise);
        Path file = directory.resolve("huge");
        Files.write(file, noise);
        Files.writeString(file, "\n" + REPLY + "\n", StandardOpenOption.APPEND);

        assertThat(stage.run("explain", file.toString())).as(stage.out).isZero();
        assertThat(stage.out).contains("S7");
    }

    @Test
    void isNotHurtByNothing() {
        assertThat(stage.run("explain")).isEqualTo(1);
        assertThat(stage.err).isEmpty();
    }
}
