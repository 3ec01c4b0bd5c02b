package io.github.mailbearer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the guides show in Java compiles. */
@Timeout(60)
class GuidesTest {

    @TempDir
    static Path classes;

    private static final Path GUIDES = Path.of("..", "docs");
    private static final Pattern JAVA = Pattern.compile("(?ms)^```java\\n(.+?)^```$");
    private static final Pattern TYPE = Pattern.compile("\\Apublic (?:final )?(?:class|interface) (\\w+)");

    /** What a block may use that it does not define. */
    private static final String BEFORE = """
            abstract class Block {
                io.github.mailbearer.TokenProvider tokens;
                Session session;
                Transport transport;
                Message message;
                io.github.mailbearer.msal.EntraApplication application;
                TokenCacheStore store;
                MailboxConnector connector;
                javax.sql.DataSource dataSource;
                Map<String, String> parameters;
                String cookie;
                String refreshToken;
                String secret;
                Page page;
                Response response;

                /** What a web framework has. */
                interface Page {
                    void show(String text);
                }

                interface Response {
                    void addCookie(String name, String value);
                    void redirect(URI target);
                }

                abstract String read(String file);

                void run() throws Exception {
            """;

    private static final String AFTER = "}}";

    private static final String IMPORTS = Stream.of(
                    "io.github.mailbearer.*",
                    "io.github.mailbearer.diagnosis.*",
                    "io.github.mailbearer.doctor.*",
                    "io.github.mailbearer.mail.*",
                    "io.github.mailbearer.msal.*",
                    "io.github.mailbearer.msal.store.*",
                    "io.github.mailbearer.sasl.*",
                    "jakarta.mail.*",
                    "jakarta.mail.internet.*",
                    "java.io.*",
                    "java.net.URI",
                    "java.nio.file.*",
                    "java.time.*",
                    "java.util.*",
                    "java.util.function.*")
            .reduce("", (all, name) -> all + "import " + name + "; ");

    @TestFactory
    Stream<DynamicTest> javaBlocks() throws IOException {
        try (Stream<Path> files = Files.list(GUIDES)) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream()
                    .flatMap(GuidesTest::blocks);
        }
    }

    private static Stream<DynamicTest> blocks(Path guide) {
        String text = read(guide);
        return JAVA.matcher(text)
                .results()
                .map(block -> DynamicTest.dynamicTest(
                        guide.getFileName() + ", line "
                                + (text.substring(0, block.start()).lines().count() + 1),
                        () -> assertThat(errors(block.group(1))).isEmpty()));
    }

    private static String read(Path guide) {
        try {
            return Files.readString(guide);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> errors(String block) {
        Matcher type = TYPE.matcher(block);
        return type.find() ? errors(type.group(1), IMPORTS + block) : errors("Block", IMPORTS + BEFORE + block + AFTER);
    }

    private static List<String> errors(String name, String code) {
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return code;
                    }
                };
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        compiler.getTask(
                        null,
                        null,
                        found,
                        List.of("--release", "17", "-proc:none", "-d", classes.toString()),
                        null,
                        List.of(source))
                .call();
        return found.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == javax.tools.Diagnostic.Kind.ERROR)
                .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                .toList();
    }
}
