package io.github.mailbearer.msal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key is the same for everybody who means the same row. */
class TokenCacheKeyTest {

    @Test
    void caseMakesNoDifferenceWhereverItRuns() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(new TokenCacheKey("TITLE", "ID", "INFO@X"))
                    .isEqualTo(new TokenCacheKey("title", "id", "info@x"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aKeyMadeOfTheKeysPartsIsTheSame() {
        TokenCacheKey key = new TokenCacheKey("t", "c", "İSTANBUL.ΣΑΣ@x");

        assertThat(new TokenCacheKey(key.tenantId(), key.clientId(), key.mailbox()))
                .isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a b@x", "a\tb@x", "a\u0000@x", "a\u00a0b@x", "a\u2028@x", "a\u202e@x", "\ud83d@x"})
    void aMailboxWithWhatNobodySeesIsRefused(String mailbox) {
        assertThatThrownBy(() -> new TokenCacheKey("t", "c", mailbox))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mailbox");
    }

    @Test
    void noPartIsLongerThanItsColumn() {
        assertThat(new TokenCacheKey("t", "c", "n".repeat(320)).mailbox()).hasSize(320);
        assertThatThrownBy(() -> new TokenCacheKey("t", "c", "n".repeat(321))).hasMessageContaining("320");
        assertThatThrownBy(() -> new TokenCacheKey("t", "c", "İ".repeat(200)))
                .as("two characters each in lower case")
                .hasMessageContaining("320");
    }
}
