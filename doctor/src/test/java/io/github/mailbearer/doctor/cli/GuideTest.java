package io.github.mailbearer.doctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.testkit.MailScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The guide shows what the program really writes. Times, ports and what a run makes up are masked, nothing else. */
@Timeout(60)
class GuideTest {

    private static final Path GUIDE = Path.of("..", "docs", "doctor.md");

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
    void showsAFailure() throws IOException {
        stage.server.play(MailScenario.smtpAuthDisabledForTenant());
        stage.check();

        assertThat(guide()).contains(masked(stage.out));
    }

    @Test
    void showsWhatIsExplained() throws IOException {
        stage.in = "jakarta.mail.AuthenticationFailedException: 535 5.7.139 Authentication unsuccessful,"
                + " SmtpClientAuthentication is disabled for the Tenant.";
        stage.run("explain", "--mailbox", "noreply@contoso.com");

        assertThat(guide()).contains(masked(stage.out)).contains(stage.in);
    }

    @Test
    void showsTheScript() throws IOException {
        stage.check("--script");

        assertThat(guide())
                .contains(masked(stage.out)
                        .lines()
                        .skip(8)
                        .collect(Collectors.joining("\n"))
                        .strip());
    }

    @Test
    void listsAllOptions() throws IOException {
        String table = Arrays.stream(Option.values()).map(GuideTest::row).collect(Collectors.joining("\n"));

        assertThat(guide()).contains("\n" + table + "\n");
    }

    private static String row(Option option) {
        String properties = option.properties("smtp").stream()
                .map(property -> "`" + property + "`")
                .collect(Collectors.joining(", "));
        return "| `" + option.words() + (option.isSwitch() ? "" : " " + option.label()) + "` | `" + option.variable()
                + "` | " + properties + " | " + option.description() + " |";
    }

    private String masked(String text) {
        Map<String, String> ids = Map.of(
                stage.entra.tenantId(),
                "9b0b2a5d-0f9c-4c1c-8f68-3c5f6f0f3f0b",
                stage.entra.clientId(),
                "5c1e7b8e-54a6-4d0e-9d27-6a2b1d6f2c11",
                "localhost:" + stage.server.port(),
                "smtp.office365.com:587",
                "(not from a jar)",
                "0.1.0");
        String masked = text;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            masked = masked.replace(id.getKey(), id.getValue());
        }
        return masked.replaceAll("-ObjectId '[^']*'", "-ObjectId '2f6a1c0e-7b1d-4a38-9a55-0c9de1a7b3f4'")
                .replaceAll(
                        "(-User|-App|Authorization -Identity) '[0-9a-f-]{36}'",
                        "$1 '2f6a1c0e-7b1d-4a38-9a55-0c9de1a7b3f4'")
                .replaceAll("in \\d+\\.\\d s\\. Run [0-9a-f]{8}\\.", "in 1.3 s. Run 5b0f3a91.");
    }

    private static String guide() throws IOException {
        return Files.readString(GUIDE);
    }
}
