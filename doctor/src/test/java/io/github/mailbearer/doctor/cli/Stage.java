package io.github.mailbearer.doctor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.mailbearer.testkit.FakeEntra;
import io.github.mailbearer.testkit.FakeMailServer;
import io.github.mailbearer.testkit.TestCertificates;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An Entra and a submission server on this machine, and the program with all it has around it. */
final class Stage implements AutoCloseable {

    static final String MAILBOX = "noreply@contoso.com";

    final FakeEntra entra = FakeEntra.start();
    final FakeMailServer server;
    final Path directory;
    final Map<String, String> environment = new HashMap<>();
    boolean colours;

    @Nullable
    Function<String, char @Nullable []> prompt;

    String in = "";
    String out = "";
    String err = "";

    Stage(Path directory) {
        this.directory = directory;
        TestCertificates certificates = TestCertificates.create();
        server = FakeMailServer.smtp()
                .tokens(entra.tokens())
                .certificates(certificates)
                .start();
        file("authority.pem", pem(certificates));
        environment.put("MAILBEARER_SECRET", entra.clientSecret());
    }

    /** What a set-up in which all is well is called with. */
    List<String> healthy() {
        return new ArrayList<>(List.of(
                "--tenant", entra.tenantId(),
                "--client-id", entra.clientId(),
                "--mailbox", MAILBOX,
                "--host", "localhost",
                "--port", Integer.toString(server.port()),
                "--allow-host", "localhost",
                "--trust-store", directory.resolve("authority.pem").toString()));
    }

    int check(String... more) {
        List<String> args = healthy();
        args.addAll(List.of(more));
        return run(args.toArray(String[]::new));
    }

    int run(String... args) {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(
                new ByteArrayInputStream(in.getBytes(UTF_8)),
                new PrintStream(written, true, UTF_8),
                new PrintStream(complained, true, UTF_8),
                environment,
                colours,
                prompt,
                entra.uri());
        int exitCode = new Program(surroundings).run(args);
        out = written.toString(UTF_8);
        err = complained.toString(UTF_8);
        return exitCode;
    }

    String file(String name, String content) {
        try {
            return Files.writeString(directory.resolve(name), content).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String pem(TestCertificates certificates) {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(certificates.authority().getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        entra.close();
    }
}
