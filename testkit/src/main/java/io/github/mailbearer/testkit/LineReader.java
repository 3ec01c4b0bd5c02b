package io.github.mailbearer.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads lines from a connection, each character standing for one octet. */
final class LineReader {

    private static final int LONGEST = 1 << 20;

    private final InputStream in;

    LineReader(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** The next line without its end, or {@code null} if the client has closed its side. */
    @Nullable
    String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int octet = in.read();
        if (octet < 0) {
            return null;
        }
        while (octet >= 0 && octet != '\n') {
            if (line.size() == LONGEST) {
                throw new IOException("a line of more than " + LONGEST + " octets");
            }
            line.write(octet);
            octet = in.read();
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    byte[] readBytes(int count) throws IOException {
        return in.readNBytes(count);
    }

    /** Reads and forgets until the client has closed its side. */
    void drain() throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }
}
