package io.github.mailbearer.doctor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Reads files that somebody named, with errors that name the option and not the file: where a file is wanted, people paste
 * the secret that belongs into it.
 */
final class SmallFile {

    private static final int LONGEST = 1_000_000;

    private SmallFile() {}

    static Path path(String name, String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw new UsageException(name + " is no path: " + e.getReason(), e);
        }
    }

    static byte[] read(String name, String file) {
        Path path = path(name, file);
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new UsageException(name + " is longer than " + LONGEST + " bytes: give another file");
            }
            return bytes;
        } catch (IOException e) {
            throw new UsageException(
                    name + " cannot be read (" + e.getClass().getSimpleName()
                            + "): give a file that exists and that you may read",
                    e);
        }
    }

    /** A file that holds one value; the line break that editors put at its end does not belong to it. */
    static String value(String name, String file) {
        return new String(read(name, file), UTF_8).replaceFirst("\\r?\\n\\z", "");
    }
}
