package io.github.mailbearer.diagnosis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A failure as some program wrote it, with the entry of the catalogue that is its true diagnosis.
 *
 * @param file where it lies, below the corpus
 * @param expected the entry's id, or {@code none} for a text that tells of no failure we know
 * @param among the entries that the causes must name, where the expected one is an umbrella
 * @param text the excerpt
 */
record CorpusExcerpt(String file, String expected, List<String> among, String text) {

    private static final String EXPECT = "expect: ";
    private static final String AMONG = " among: ";

    /** Reads a file: a header of {@code expect}, {@code seen} and {@code form}, an empty line, the excerpt. */
    static CorpusExcerpt read(Path corpus, Path file) {
        String[] parts = content(file).split("\n\n", 2);
        String name = corpus.relativize(file).toString();
        List<String> header = parts[0].lines().toList();
        if (header.size() != 3
                || !header.get(0).startsWith(EXPECT)
                || !header.get(1).startsWith("seen: ")
                || !header.get(2).startsWith("form: ")) {
            throw new IllegalStateException(name + " must begin with the lines expect, seen and form");
        }
        String[] ids = header.get(0).substring(EXPECT.length()).split(AMONG, 2);
        List<String> among = ids.length == 1 ? List.of() : Arrays.asList(ids[1].split(" "));
        return new CorpusExcerpt(name, ids[0], among, parts[1]);
    }

    boolean isForeign() {
        return expected.equals("none");
    }

    private static String content(Path file) {
        try {
            return Files.readString(file).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
