package io.github.mailbearer.doctor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTextTest {

    @Test
    void isReadAsItWasWritten() {
        StringBuilder every = new StringBuilder();
        for (int c = 0; c < 0xd800; c += c < 0x3000 ? 1 : 251) {
            every.append((char) c);
        }
        String text = every + "\ud83d\ude00";
        Map<String, Object> value = Map.of(text, List.of(text, 1, true, Map.of(), List.of()));

        String json = JsonText.of(value);

        assertThat(json).matches("[\\n -~]*");
        assertThat(ParsedJson.object(json)).isEqualTo(value);
    }

    @Test
    void isIndented() {
        assertThat(JsonText.of(Map.of("a", List.of(1, 2)))).isEqualTo("""
                {
                  "a": [
                    1,
                    2
                  ]
                }""");
        assertThat(JsonText.of(Map.of())).isEqualTo("{}");
    }
}
