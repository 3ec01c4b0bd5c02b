package io.github.mailbearer.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class ServerErrorTest {

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    @Test
    void gmailsChallengeIsDecoded() {
        ServerError error = ServerError.decode(
                        "eyJzdGF0dXMiOiI0MDAiLCJzY2hlbWVzIjoiQmVhcmVyIiwic2NvcGUiOiJodHRwczovL21haWwuZ29vZ2xlLmNvbS8ifQ==")
                .orElseThrow();
        assertThat(error.status()).contains("400");
        assertThat(error.scope()).contains("https://mail.google.com/");
        assertThat(error)
                .hasToString("{\"status\":\"400\",\"schemes\":\"Bearer\",\"scope\":\"https://mail.google.com/\"}");
    }

    @Test
    void anEmptyChallengeExplainsNothing() {
        assertThat(ServerError.decode(" \r\n")).isEmpty();
    }

    @Test
    void whatIsNotBase64IsKeptAsItIs() {
        assertThat(ServerError.decode("{not base64}")).get().hasToString("{not base64}");
    }

    @Test
    void controlCharactersCannotReachALog() {
        assertThat(ServerError.decode(base64("{\"status\":\"400\"}\r\n\u001b[31mred")))
                .get()
                .hasToString("{\"status\":\"400\"}   [31mred");
    }

    @Test
    void aHugeChallengeIsBounded() {
        assertThat(ServerError.decode(base64("x".repeat(1_000_000)))
                        .orElseThrow()
                        .text())
                .hasSizeLessThanOrEqualTo(4096);
    }

    @Test
    void missingMembersAreEmpty() {
        ServerError error =
                ServerError.decode(base64("{\"schemes\":\"Bearer\"}")).orElseThrow();
        assertThat(error.status()).isEmpty();
        assertThat(error.scope()).isEmpty();
    }
}
