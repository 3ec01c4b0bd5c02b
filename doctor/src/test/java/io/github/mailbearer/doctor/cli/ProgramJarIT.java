package io.github.mailbearer.doctor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.testkit.MailScenario;
import io.github.mailbearer.testkit.SecretSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The jar that is published runs with nothing beside it. */
@Timeout(180)
class ProgramJarIT {

    private static final Path JAR = Path.of(System.getProperty("program.jar"));

    @TempDir
    Path directory;

    private int exitCode;
    private String out = "";
    private String err = "";

    @Test
    void knowsItsVersion() throws Exception {
        run("", "--version");

        assertThat(exitCode).as(err).isZero();
        assertThat(out.strip()).isEqualTo("mailbearer-doctor " + System.getProperty("program.version"));
        assertThat(err).isEmpty();
    }

    @Test
    void saysInOneLineHowItIsUsed() throws Exception {
        run("", "--tenent", "x");

        assertThat(exitCode).isEqualTo(3);
        assertThat(out).isEmpty();
        assertThat(err.lines()).singleElement().asString().contains("--tenant is");
    }

    @Test
    void explainsWhatItIsGiven() throws Exception {
        run(
                "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.\n",
                "explain");

        assertThat(exitCode).as(err).isZero();
        assertThat(out).contains("S7", "Set-CASMailbox");
        assertThat(err).isEmpty();

        run("nothing of the kind", "explain");

        assertThat(exitCode).isEqualTo(1);
    }

    @Test
    void looksAtAMailbox() throws Exception {
        try (Stage stage = new Stage(directory)) {
            String token = stage.entra.issueToken(Map.of());
            List<String> args = new ArrayList<>(stage.healthy());
            args.addAll(List.of("--access-token-file", stage.file("token", token)));
            // No option leads to another login host, and the real one does not know this tenant.
            args.subList(0, 4).clear();

            run("", args.toArray(String[]::new));

            assertThat(exitCode).as(out + err).isZero();
            assertThat(out).contains("\nPASS  9 ").doesNotContain("\u001b");
            assertThat(err).isEmpty();
            assertThat(stage.server.counts().auths()).isEqualTo(1);

            args.add("--send");
            run("", args.toArray(String[]::new));

            assertThat(exitCode).as(out + err).isZero();
            assertThat(stage.server.messages()).hasSize(1);

            stage.server.play(MailScenario.smtpAuthDisabledForTenant());
            args.set(args.size() - 1, "--json");
            run("", args.toArray(String[]::new));

            assertThat(exitCode).isEqualTo(2);
            assertThat(ParsedJson.object(out)).containsEntry("firstFailure", "9");
            assertThat(SecretSearch.of(token).in(out + err)).isEmpty();
        }
    }

    @Test
    void holdsNoSignatureOfOthersAndNoModule() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .doesNotHaveDuplicates()
                    .noneMatch(name -> name.endsWith("module-info.class"))
                    .noneMatch(name -> name.matches("META-INF/[^/]*\\.(?:SF|RSA|DSA)"))
                    .contains(
                            "META-INF/LICENSE",
                            "META-INF/LICENSE.md",
                            "META-INF/LICENSE.txt",
                            "META-INF/NOTICE",
                            "META-INF/jakarta.providers",
                            "META-INF/services/jakarta.mail.Provider",
                            "META-INF/services/io.github.mailbearer.TokenProviderFactory");
            assertThat(text(jar, "META-INF/services/jakarta.mail.Provider"))
                    .contains("io.github.mailbearer.mail.angus.", "org.eclipse.angus.mail.");
        }
    }

    private static String text(JarFile jar, String name) throws IOException {
        return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), UTF_8);
    }

    private void run(String in, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dstdout.encoding=UTF-8",
                "-jar",
                JAR.toString()));
        command.addAll(List.of(args));
        Path input = Files.writeString(directory.resolve("in"), in);
        Path output = directory.resolve("out");
        Path errors = directory.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("MAILBEARER_") || name.endsWith("JAVA_OPTIONS"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        exitCode = process.exitValue();
        out = Files.readString(output);
        err = Files.readString(errors);
    }
}
