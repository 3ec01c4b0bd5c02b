package io.github.mailbearer.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AcceptedTokensTest {

    private final AcceptedTokens tokens = AcceptedTokens.of("a", "b");

    private String accepted() {
        return Stream.of("a", "b", "c", "d")
                .filter(token -> tokens.accepts("smtp", "anyone@contoso.com", token))
                .reduce("", String::concat);
    }

    @Test
    void acceptsWhatIsOnTheListAtTheMoment() {
        assertThat(accepted()).isEqualTo("ab");
        tokens.accept("c", "a");
        assertThat(accepted()).isEqualTo("abc");
        tokens.revoke("a", "d");
        assertThat(accepted()).isEqualTo("bc");
        tokens.only("c", "d");
        assertThat(accepted()).isEqualTo("cd");
        tokens.only();
        assertThat(accepted()).isEmpty();
    }

    @Test
    void showsNoTokens() {
        assertThat(tokens).hasToString("AcceptedTokens[2]");
    }
}
