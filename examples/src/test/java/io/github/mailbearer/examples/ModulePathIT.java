package io.github.mailbearer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jars work as named modules, and on the class path.
 *
 * <p>Everywhere else in the build they are on the class path, where it would not show that Jakarta Mail may not
 * instantiate the transports, or that a module is missing from a descriptor.
 */
@Timeout(120)
class ModulePathIT {

    private static final String MODULE = "io.github.mailbearer.examples.modulepath";
    private static final String MAIN = MODULE + ".SendAndTell";
    private static final Path SOURCES = Path.of("src", "test", "modulepath");

    /** What a user's module path holds: ours, and what is needed by ours at run time. */
    private static final Set<String> MODULES = Set.of(
            "io.github.mailbearer",
            "io.github.mailbearer.msal",
            "io.github.mailbearer.testkit",
            "jakarta.mail",
            "jakarta.activation",
            "org.eclipse.angus.mail",
            "org.eclipse.angus.activation",
            "com.github.benmanes.caffeine",
            "com.microsoft.aad.msal4j",
            "com.azure.json",
            "org.slf4j",
            "org.slf4j.nop",
            "com.nimbusds.jose.jwt",
            "org.bouncycastle.pkix",
            "org.bouncycastle.provider",
            "org.bouncycastle.util");

    /** What is needed besides to compile, because of annotations. */
    private static final Set<String> ANNOTATIONS = Set.of(
            "org.jspecify",
            "org.junit.jupiter.api",
            "org.junit.platform.commons",
            "org.opentest4j",
            "org.apiguardian.api");

    @TempDir
    Path folder;

    private Path application;
    private String jars;

    @BeforeEach
    void compile() throws IOException {
        application = folder.resolve("application");
        jars = jars(MODULES);
        String all = jars + File.pathSeparator + jars(ANNOTATIONS);
        List<String> arguments = new ArrayList<>(List.of("--release", "17", "--module-path", all, "-d"));
        arguments.add(application.toString());
        try (Stream<Path> files = Files.walk(SOURCES)) {
            files.filter(Files::isRegularFile).map(Path::toString).forEach(arguments::add);
        }
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(result).as("compiled against " + all).isZero();
        Path services = Files.createDirectories(application.resolve(Path.of("META-INF", "services")));
        Files.writeString(services.resolve("io.github.mailbearer.TokenProviderFactory"), MODULE + ".FakeEntraTokens");
    }

    /** Those jars of the tests' class path that hold a module of such a name. */
    private static String jars(Set<String> modules) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> modules.contains(module(Path.of(entry))))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String module(Path entry) {
        try {
            return ModuleFinder.of(entry).findAll().stream()
                    .map(module -> module.descriptor().name())
                    .findFirst()
                    .orElse("");
        } catch (FindException noModule) {
            return ""; // smtp-connection-pool calls itself by a name with hyphens, which no module may have
        }
    }

    @Test
    void sendsFromTheModulePath() throws Exception {
        String path = application + File.pathSeparator + jars;

        assertThat(run("--module-path", path, "--module", MODULE + "/" + MAIN))
                .containsExactly(
                        "core in io.github.mailbearer",
                        "msal in io.github.mailbearer.msal",
                        "mail in jakarta.mail",
                        "counts 1/1/0, messages 1",
                        "opted in to io.github.mailbearer, counts 2/2/0");
    }

    @Test
    void sendsFromTheClassPath() throws Exception {
        String path = application + File.pathSeparator + jars;

        assertThat(run("-classpath", path, MAIN))
                .containsExactly(
                        "core in no module",
                        "msal in no module",
                        "mail in no module",
                        "counts 1/1/0, messages 1",
                        "opted in to no module, counts 2/2/0");
    }

    private List<String> run(String... arguments) throws Exception {
        Path output = folder.resolve("output.txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("ended in time")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readAllLines(output);
    }
}
