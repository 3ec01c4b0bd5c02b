package io.github.mailbearer.doctor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PastedTextTest {

    private static final String LINE = "0123456789abcdef0123456789abcde\n";

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PastedText.HALF - 1, PastedText.HALF, PastedText.HALF + 1, 2 * PastedText.HALF})
    void readsAllOfWhatIsNotMuch(int length) throws IOException {
        String text = LINE.repeat(length / LINE.length() + 1).substring(0, length);

        assertThat(read(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {2 * PastedText.HALF + 1, 3 * PastedText.HALF, 3 * PastedText.HALF + 7, 10 * PastedText.HALF})
    void readsWholeLinesOfTheBeginningAndTheEnd(int length) throws IOException {
        String text = "first\n" + LINE.repeat(length / LINE.length() + 1) + "last";

        String read = read(text);

        assertThat(read)
                .startsWith("first\n")
                .endsWith("\nlast")
                .hasSizeBetween(PastedText.HALF, 2 * PastedText.HALF + 1);
        assertThat(read.lines())
                .allMatch(line -> "first last".contains(line) || LINE.strip().equals(line));
    }

    @Test
    void readsTheBeginningAndTheEndOfOneLine() throws IOException {
        assertThat(read("first" + "x".repeat(3 * PastedText.HALF) + "last"))
                .startsWith("firstx")
                .endsWith("xlast");
    }

    @Test
    void endsWithWhatHasNoEnd() throws IOException {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'y';
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                Arrays.fill(bytes, offset, offset + length, (byte) 'y');
                return length;
            }
        };

        assertThat(PastedText.read(endless)).hasSizeBetween(PastedText.HALF, 2 * PastedText.HALF + 1);
    }

    private static String read(String text) throws IOException {
        return PastedText.read(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }
}
