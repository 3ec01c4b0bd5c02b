package io.github.mailbearer.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Public failures in other words than the catalogue's, each against its true diagnosis.
 *
 * <p>The expectations say what an excerpt means, not what the engine answers: a text that is not recognised calls for a
 * better entry or a better reading.
 */
class CorpusTest {

    private static final List<CorpusExcerpt> CORPUS = corpus();

    @TestFactory
    Stream<DynamicTest> recognisesWhatPeoplePaste() {
        return CORPUS.stream()
                .filter(excerpt -> !excerpt.isForeign())
                .map(excerpt -> DynamicTest.dynamicTest(excerpt.file(), () -> assertRecognised(excerpt)));
    }

    @TestFactory
    Stream<DynamicTest> guessesNothingFromWhatOnlyLooksSo() {
        return CORPUS.stream()
                .filter(CorpusExcerpt::isForeign)
                .map(excerpt -> DynamicTest.dynamicTest(excerpt.file(), () -> assertUnknown(excerpt)));
    }

    @Test
    void coversManyFailures() {
        List<CorpusExcerpt> failures =
                CORPUS.stream().filter(excerpt -> !excerpt.isForeign()).toList();

        assertThat(failures).hasSizeGreaterThanOrEqualTo(40);
        assertThat(failures.stream().map(CorpusExcerpt::expected).distinct()).hasSizeGreaterThanOrEqualTo(30);
    }

    private static void assertRecognised(CorpusExcerpt excerpt) {
        Diagnosis diagnosis = Diagnosis.ofText(excerpt.text());

        assertThat(diagnosis.id())
                .as("%s is %s, but said to be: %s", excerpt.file(), excerpt.expected(), diagnosis)
                .isEqualTo(excerpt.expected());
        assertThat(diagnosis.causes())
                .as("the causes of %s", excerpt.file())
                .extracting(Cause::id)
                .containsAll(excerpt.among());
    }

    private static void assertUnknown(CorpusExcerpt excerpt) {
        Diagnosis diagnosis = Diagnosis.ofText(excerpt.text());

        assertThat(diagnosis.isRecognised())
                .as("%s is no failure we know, but said to be: %s", excerpt.file(), diagnosis)
                .isFalse();
    }

    private static List<CorpusExcerpt> corpus() {
        URL folder = Objects.requireNonNull(CorpusTest.class.getResource("corpus"), "the corpus");
        try {
            Path corpus = Path.of(folder.toURI());
            try (Stream<Path> files = Files.walk(corpus)) {
                return files.filter(Files::isRegularFile)
                        .sorted()
                        .map(file -> CorpusExcerpt.read(corpus, file))
                        .toList();
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("cannot read the corpus", e);
        }
    }
}
