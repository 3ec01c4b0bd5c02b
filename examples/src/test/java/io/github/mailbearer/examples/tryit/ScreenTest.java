package io.github.mailbearer.examples.tryit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScreenTest {

    private final Output output = new Output();

    @Test
    void longTextIsBrokenBetweenWords() {
        String text = "word ".repeat(60).strip();
        output.screen().failure(text);

        assertThat(output.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(output.text().strip().replaceAll("\\R", " ")).isEqualTo(text);
    }

    @Test
    void coloursOnlyIfToldSo() {
        output.screen(false).failure("no");
        assertThat(output.text()).doesNotContain("\033[");

        output.screen(true).failure("no");
        assertThat(output.text()).contains("\033[31mno\033[0m");
    }
}
