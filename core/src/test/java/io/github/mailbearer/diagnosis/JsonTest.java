package io.github.mailbearer.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void readsTheValuesOfAnObject() {
        assertThat(
                        Json.object(
                                " {\"aud\" : \"x\",\"exp\":1795342000,\"roles\":[\"a\", \"b\"],\"o\":{\"n\":null,\"t\":true},\"e\":{},\"l\":[]} "))
                .contains(Map.of(
                        "aud", "x",
                        "exp", "1795342000",
                        "roles", List.of("a", "b"),
                        "o", Map.of("n", "null", "t", "true"),
                        "e", Map.of(),
                        "l", List.of()));
    }

    @Test
    void readsEscapes() {
        assertThat(Json.object("{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"}"))
                .contains(Map.of("a", "\"\\/\b\f\n\r\té"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"x\"",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":}",
                "{\"a\":1",
                "{\"a\":1,}",
                "{\"a\":1}x",
                "{a:1}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":[1,]}",
                "{\"a\":[1",
                "{\"a\":\"b}",
                "{,}"
            })
    void whatIsMalformedIsNoObject(String text) {
        assertThat(Json.object(text)).isEmpty();
    }

    @Test
    void whatIsTooDeepIsNoObject() {
        assertThat(Json.object("{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000)))
                .isEmpty();
        assertThat(Json.object("{\"a\":" + "[".repeat(100_000))).isEmpty();
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void neverThrows() {
        Random random = new Random(7628);
        String alphabet = "{}[]\",:\\u0a1 \ntn-";
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder("{");
            for (int length = random.nextInt(20); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(Json.object(text.toString())).isNotNull();
        }
    }
}
