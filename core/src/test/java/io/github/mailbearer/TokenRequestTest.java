package io.github.mailbearer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenRequestTest {

    @Test
    void keepsAccountAndScopesInOrder() {
        TokenRequest request = TokenRequest.of("a@contoso.com", "z", "a", "z");

        assertThat(request.account()).isEqualTo("a@contoso.com");
        assertThat(request.scopes()).containsExactly("z", "a").isUnmodifiable();
        assertThat(request.minimumValidity()).isZero();
    }

    @Test
    void equalsByAccountAndScopesWhateverTheirOrder() {
        assertThat(TokenRequest.of("a@contoso.com", "x", "y"))
                .isEqualTo(TokenRequest.of("a@contoso.com", "y", "x"))
                .hasSameHashCodeAs(TokenRequest.of("a@contoso.com", "y", "x"))
                .isNotEqualTo(TokenRequest.of("a@contoso.com", "x"))
                .isNotEqualTo(TokenRequest.of("b@contoso.com", "x", "y"))
                .isNotEqualTo("a@contoso.com");
    }

    @Test
    void meansTheSameTokenWhateverItsMinimumValidity() {
        TokenRequest request = TokenRequest.of("a@contoso.com");
        TokenRequest longer = request.withMinimumValidity(Duration.ofMinutes(20));

        assertThat(longer).isEqualTo(request).hasSameHashCodeAs(request);
        assertThat(longer.minimumValidity()).isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void roundsTheMinimumValidityUpToMilliseconds() {
        TokenRequest request = TokenRequest.of("a@contoso.com").withMinimumValidity(Duration.ofNanos(1));

        assertThat(request.minimumValidityMillis()).isEqualTo(1);
    }

    @Test
    void showsWhatIsAsked() {
        assertThat(TokenRequest.of("a@contoso.com", "x").withMinimumValidity(Duration.ofMinutes(1)))
                .hasToString("TokenRequest[a@contoso.com, scopes=[x], minimumValidity=PT1M]");
        assertThat(TokenRequest.of("a@contoso.com")).hasToString("TokenRequest[a@contoso.com, scopes=[]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void refusesABlankAccount(String account) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenRequest.of(account))
                .withMessageStartingWith("account is blank: give");
    }

    @Test
    void refusesControlCharactersInTheAccount() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenRequest.of("a@contoso.com\u0001auth=Bearer x"))
                .withMessageStartingWith("account holds a control character");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\nb", "a\"b", "a\\b", "\u00E9"})
    void refusesWhatIsNotASingleScope(String scope) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenRequest.of("a@contoso.com", scope))
                .withMessageContaining("is not a single scope as RFC 6749 section 3.3 has it")
                .withMessageNotContaining("\n");
    }

    @Test
    void refusesAMinimumValidityOutOfRange() {
        TokenRequest request = TokenRequest.of("a@contoso.com");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.withMinimumValidity(Duration.ofSeconds(-1)))
                .withMessageStartingWith("minimumValidity is PT-1S: give a time from zero to a day");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.withMinimumValidity(Duration.ofDays(1).plusNanos(1)));
    }

    @Test
    void refusesNullByName() {
        assertThatNullPointerException().isThrownBy(() -> TokenRequest.of(null)).withMessage("account");
        assertThatNullPointerException()
                .isThrownBy(() -> TokenRequest.of("a@contoso.com", (String) null))
                .withMessage("scope");
    }
}
