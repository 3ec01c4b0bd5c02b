package io.github.mailbearer.testkit;

import java.util.ArrayList;
import java.util.List;

/**
 * What was said on one connection after another.
 *
 * @param connections the lines of each
 */
record Transcript(List<List<TranscriptLine>> connections) {

    /**
     * Reads a transcript.
     *
     * @throws IllegalArgumentException if it is none, naming the line
     */
    static Transcript parse(String text) {
        List<List<TranscriptLine>> connections = new ArrayList<>();
        List<TranscriptLine> current = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            TranscriptLine parsed = TranscriptLine.parse(number, line);
            if (parsed.kind() == TranscriptLine.Kind.NEXT) {
                connections.add(checked(current, number));
                current = new ArrayList<>();
            } else {
                current.add(parsed);
            }
        }
        connections.add(checked(current, number));
        return new Transcript(List.copyOf(connections));
    }

    private static List<TranscriptLine> checked(List<TranscriptLine> lines, int end) {
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("the transcript has nothing for the connection that ends at line " + end
                    + ": write S: and C: lines");
        }
        boolean tagged = false;
        for (TranscriptLine line : lines) {
            boolean tag = line.text().contains(TranscriptTags.TAG);
            if (tag && line.kind() == TranscriptLine.Kind.SERVER && !tagged) {
                throw new IllegalArgumentException("transcript line " + line.number()
                        + " has {tag}: let a C: line with {tag} come before, to learn it from the client");
            }
            tagged |= tag;
        }
        return List.copyOf(lines);
    }
}
