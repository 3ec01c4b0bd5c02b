package io.github.mailbearer.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

    @ParameterizedTest
    @CsvSource({"platfrom, platform", "scope, scopes", "signedinas, signed-in-as", "limit, limits", "provdr, provider"})
    void findsWhatWasMeant(String unknown, String meant) {
        assertThat(NearestName.of(unknown, List.of("platform", "provider", "scopes", "signed-in-as", "limits")))
                .isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"xx, ax, bx"})
    void prefersTheFirstInTheAlphabet(String unknown, String first, String second) {
        assertThat(NearestName.of(unknown, List.of(second, first))).isEqualTo(first);
    }
}
