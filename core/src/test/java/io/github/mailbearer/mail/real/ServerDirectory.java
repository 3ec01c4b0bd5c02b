package io.github.mailbearer.mail.real;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The temporary directory that a server lives in, with a configuration made from templates. */
record ServerDirectory(Path path) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");

    /** Everybody may look in: the processes of a mail server run under several accounts. */
    static ServerDirectory create(String server) throws IOException {
        Path path = Files.createTempDirectory(server + "-");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new ServerDirectory(path);
    }

    Path file(String name) {
        return path.resolve(name);
    }

    Path directory(String name) throws IOException {
        return Files.createDirectories(file(name));
    }

    void write(String name, String content) throws IOException {
        Files.createDirectories(file(name).getParent());
        Files.writeString(file(name), content);
    }

    /** Writes a template of this package with its <code>${…}</code> filled in; each must have a value. */
    void write(String name, String template, Map<String, ?> values) throws IOException {
        write(name, PLACEHOLDER.matcher(read(template)).replaceAll(placeholder -> {
            Object value = values.get(placeholder.group(1));
            if (value == null) {
                throw new IllegalArgumentException(template + " wants a value for " + placeholder.group());
            }
            return Matcher.quoteReplacement(value.toString());
        }));
    }

    void delete() throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }

    private static String read(String template) throws IOException {
        try (InputStream in = ServerDirectory.class.getResourceAsStream(template)) {
            if (in == null) {
                throw new FileNotFoundException(template);
            }
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
