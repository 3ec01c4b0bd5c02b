package io.github.mailbearer.msal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connected mailbox comes back from JSON as it was, and nothing else is taken for one. */
class ConnectionJsonTest {

    private static final Instant NOW = Instant.parse("2026-11-23T01:02:03.456789Z");
    private static final Connection CONNECTION = new Connection(
            new Connection.Account("oid.tid", "login.microsoftonline.com", "jürgen@bücher.example", "tid"),
            Set.of("https://outlook.office.com/SMTP.Send"),
            NOW,
            NOW.plusSeconds(1),
            "{\"RefreshToken\":{\"a\":\"line\\nquote\\\" 😀\"}}",
            List.of(new Connection.HeldToken(
                    Set.of("https://outlook.office.com/SMTP.Send"),
                    "the-access-token",
                    NOW,
                    NOW.plusSeconds(2),
                    NOW.plusSeconds(3))),
            null);

    @Test
    void aConnectionComesBackAsItWas() {
        assertThat(ConnectionJson.read(ConnectionJson.write(CONNECTION))).isEqualTo(CONNECTION);
    }

    @Test
    void aRefusalComesBackAsItWas() {
        Connection refused =
                CONNECTION.refused(new Connection.Refusal("invalid_grant", 700082, "{\"access_token\":{}}", NOW));

        assertThat(ConnectionJson.read(ConnectionJson.write(refused))).isEqualTo(refused);
    }

    @Test
    void partOfAConnectionIsNone() {
        byte[] whole = ConnectionJson.write(CONNECTION);
        for (int length = 0; length < whole.length; length++) {
            assertRefused(Arrays.copyOf(whole, length));
        }
    }

    @Test
    void moreThanAConnectionIsNone() {
        byte[] whole = ConnectionJson.write(CONNECTION);
        assertRefused((new String(whole, UTF_8) + "the-access-token").getBytes(UTF_8));
        assertRefused((new String(whole, UTF_8) + new String(whole, UTF_8)).getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "1", "\"the-access-token\"", "{}", "{\"format\":2}", "{\"format\":\"1\"}"})
    void otherJsonIsNone(String json) {
        assertRefused(json.getBytes(UTF_8));
    }

    @Test
    void aRidiculousDepthIsNone() {
        assertRefused(("{\"format\":1,\"account\":" + "[".repeat(100_000)).getBytes(UTF_8));
    }

    @Test
    void anotherFormatIsRefusedInsteadOfMisread() {
        String newer = new String(ConnectionJson.write(CONNECTION), UTF_8).replace("\"format\":1", "\"format\":2");

        assertThatThrownBy(() -> ConnectionJson.read(newer.getBytes(UTF_8))).hasMessageContaining("form");
    }

    @Test
    void aTimeThatIsNoneIsNotShown() {
        String odd = new String(ConnectionJson.write(CONNECTION), UTF_8).replace(NOW.toString(), "the-access-token");

        assertRefused(odd.getBytes(UTF_8));
    }

    private static void assertRefused(byte[] content) {
        assertThatThrownBy(() -> ConnectionJson.read(content))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(failure -> {
                    for (Throwable at = failure; at != null; at = at.getCause()) {
                        assertThat(at.getMessage()).isNotBlank().doesNotContain("the-access-token");
                    }
                });
    }
}
