package io.github.mailbearer.doctor.cli;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;

/** Reads text of any length and kind: of much of it the beginning and the end, and of what has no end the beginning. */
final class PastedText {

    /** Of each, the beginning and the end: together what a diagnosis reads. Even, for charsets of two bytes. */
    static final int HALF = 127 * 1024;

    /** Whoever writes more than this does not stop. */
    private static final long ENDLESS = 256L * 1024 * 1024;

    private PastedText() {}

    static String read(InputStream in) throws IOException {
        byte[] beginning = in.readNBytes(HALF);
        Charset charset = charset(beginning);
        byte[] before = new byte[0];
        byte[] last = in.readNBytes(HALF);
        long total = beginning.length + (long) last.length;
        while (last.length == HALF && total < ENDLESS) {
            byte[] next = in.readNBytes(HALF);
            if (next.length == 0) {
                break;
            }
            before = last;
            last = next;
            total += next.length;
        }
        byte[] end = end(before, last);
        if (total == beginning.length + (long) end.length) {
            return new String(joined(beginning, end), charset);
        }
        // Without the lines that are cut: a piece of a token does not show for what it is.
        return new String(beginning, charset).replaceFirst("(?<=\n)[^\n]++\\z", "")
                + "\n"
                + new String(end, charset).replaceFirst("\\A[^\n]*+\n", "");
    }

    /** As much as the beginning, of the last two pieces. */
    private static byte[] end(byte[] before, byte[] last) {
        byte[] both = joined(before, last);
        int surplus = Math.max(0, both.length - HALF);
        return Arrays.copyOfRange(both, surplus + surplus % 2, both.length);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream(first.length + second.length);
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }

    /** What PowerShell redirects is UTF-16, with a mark. */
    private static Charset charset(byte[] bytes) {
        int mark = bytes.length < 2 ? 0 : (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
        return mark == 0xfffe ? UTF_16LE : mark == 0xfeff ? UTF_16BE : UTF_8;
    }
}
