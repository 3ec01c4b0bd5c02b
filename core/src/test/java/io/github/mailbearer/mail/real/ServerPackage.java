package io.github.mailbearer.mail.real;

import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/** A Debian package without which a real server does not start. */
enum ServerPackage {
    DOVECOT_CORE("/usr/sbin/dovecot"),
    DOVECOT_IMAPD("/usr/lib/dovecot/imap"),
    DOVECOT_POP3D("/usr/lib/dovecot/pop3"),
    DOVECOT_SUBMISSIOND("/usr/lib/dovecot/submission"),
    POSTFIX("/usr/sbin/postfix");

    private final Path program;

    ServerPackage(String program) {
        this.program = Path.of(program);
    }

    String program() {
        return program.toString();
    }

    /** Skips the tests if something is missing, on a developer's machine; fails them in CI, where nothing is skipped. */
    static void requireAll() {
        String missing = Arrays.stream(values())
                .filter(one -> !Files.isExecutable(one.program))
                .map(one -> one.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(" "));
        if (!missing.isEmpty()) {
            unavailable("the packages " + missing + " are not installed: run core/src/test/servers/install");
        }
    }

    static void unavailable(String reason) {
        String message = "No tests with real servers: " + reason;
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            throw new IllegalStateException(message);
        }
        System.getLogger(ServerPackage.class.getName()).log(Level.WARNING, message);
        Assumptions.abort(message);
    }
}
