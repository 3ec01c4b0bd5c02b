package io.github.mailbearer.msal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that holds a credential, and so is not long. */
final class SmallFile {

    private static final int LONGEST = 1 << 20;

    private SmallFile() {}

    static byte[] octets(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] octets = in.readNBytes(LONGEST + 1);
            if (octets.length > LONGEST) {
                throw new IOException(file + " is longer than " + LONGEST + " bytes, so it is no credential");
            }
            return octets;
        }
    }

    /** The text of a file of ASCII characters; whatever else there is becomes something that no credential holds. */
    static String text(Path file) throws IOException {
        return new String(octets(file), StandardCharsets.UTF_8);
    }
}
