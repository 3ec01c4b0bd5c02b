package io.github.mailbearer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenTest {

    private static final Instant END = Instant.parse("2026-01-01T01:00:00Z");

    @Test
    void keepsValueAndTimes() {
        AccessToken token = AccessToken.of("eyJ0.eyJh.c2ln", END).withRefreshAt(END.minusSeconds(600));

        assertThat(token.value()).isEqualTo("eyJ0.eyJh.c2ln");
        assertThat(token.expiresAt()).isEqualTo(END);
        assertThat(token.refreshAt()).contains(END.minusSeconds(600));
    }

    @Test
    void hasNoRefreshTimeUnlessGiven() {
        assertThat(AccessToken.of("secret", END).refreshAt()).isEmpty();
    }

    @Test
    void equalsByValueAlone() {
        assertThat(AccessToken.of("secret", END))
                .isEqualTo(AccessToken.of("secret", END.plusSeconds(1)).withRefreshAt(END))
                .hasSameHashCodeAs(AccessToken.of("secret", END.plusSeconds(1)))
                .isNotEqualTo(AccessToken.of("other", END))
                .isNotEqualTo("secret");
    }

    @Test
    void neverShowsItsValue() {
        AccessToken token = AccessToken.of("eyJ0.secret", END).withRefreshAt(END);

        assertThat(token.toString())
                .isEqualTo("AccessToken[11 characters, expiresAt=2026-01-01T01:00:00Z,"
                        + " refreshAt=2026-01-01T01:00:00Z]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret\r\n", "se cret", "Bearer secret", "se\u0001cret", "se\u007Fcret", "s\u00E9cret"})
    void refusesWhatNoBearerTokenHoldsWithoutShowingIt(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessToken.of(value, END))
                .withMessageStartingWith("value holds U+")
                .withMessageContaining("visible ASCII")
                .withMessageNotContaining("cret");
    }

    @Test
    void refusesAnEmptyValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessToken.of("", END))
                .withMessage("value is empty: give the access_token of the token response");
    }

    @Test
    void refusesToBeRefreshedAfterItsEnd() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessToken.of("secret", END).withRefreshAt(END.plusMillis(1)))
                .withMessageContaining("refreshAt 2026-01-01T01:00:00.001Z is after expiresAt 2026-01-01T01:00:00Z");
    }

    @Test
    void refusesNullByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> AccessToken.of(null, END))
                .withMessage("value");
        assertThatNullPointerException()
                .isThrownBy(() -> AccessToken.of("secret", null))
                .withMessage("expiresAt");
    }
}
