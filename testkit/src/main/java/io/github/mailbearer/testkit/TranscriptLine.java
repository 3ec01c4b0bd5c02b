package io.github.mailbearer.testkit;

import java.util.Locale;

/**
 * A line of a transcript.
 *
 * @param number where it is, from 1
 * @param kind what it means
 * @param text what the server or the client says, empty otherwise
 */
record TranscriptLine(int number, Kind kind, String text) {

    /** What a line means. */
    enum Kind {
        /** The server says something. */
        SERVER,
        /** The client should say something. */
        CLIENT,
        /** The connection goes on under TLS. */
        STARTTLS,
        /** The server closes the connection. */
        CLOSE,
        /** The client should connect again. */
        NEXT
    }

    /**
     * Reads a line that is neither empty nor a comment.
     *
     * @throws IllegalArgumentException if it is no line of a transcript
     */
    static TranscriptLine parse(int number, String line) {
        if (line.startsWith("S:")) {
            return new TranscriptLine(number, Kind.SERVER, said(line));
        }
        if (line.startsWith("C:")) {
            return new TranscriptLine(number, Kind.CLIENT, said(line));
        }
        for (Kind kind : new Kind[] {Kind.STARTTLS, Kind.CLOSE, Kind.NEXT}) {
            if (line.strip().equals("-- " + kind.name().toLowerCase(Locale.ROOT))) {
                return new TranscriptLine(number, kind, "");
            }
        }
        throw new IllegalArgumentException("transcript line " + number + " is \"" + line
                + "\": begin it with \"S: \", \"C: \" or \"#\", or write -- starttls, -- close or -- next");
    }

    /** What follows the colon and one space, with any more spaces. */
    private static String said(String line) {
        return line.startsWith(" ", 2) ? line.substring(3) : line.substring(2);
    }

    @Override
    public String toString() {
        return switch (kind) {
            case SERVER -> "S: " + text;
            case CLIENT -> "C: " + text;
            default -> "-- " + kind.name().toLowerCase(Locale.ROOT);
        };
    }
}
