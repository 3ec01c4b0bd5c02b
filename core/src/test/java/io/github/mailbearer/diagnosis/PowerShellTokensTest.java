package io.github.mailbearer.diagnosis;

import static io.github.mailbearer.diagnosis.PowerShellTokens.Kind.COMMENT;
import static io.github.mailbearer.diagnosis.PowerShellTokens.Kind.EXPANDABLE;
import static io.github.mailbearer.diagnosis.PowerShellTokens.Kind.LITERAL;
import static io.github.mailbearer.diagnosis.PowerShellTokens.Kind.NEW_LINE;
import static io.github.mailbearer.diagnosis.PowerShellTokens.Kind.OPERATOR;
import static io.github.mailbearer.diagnosis.PowerShellTokens.Kind.UNTERMINATED;
import static io.github.mailbearer.diagnosis.PowerShellTokens.Kind.WORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mailbearer.diagnosis.PowerShellTokens.Token;
import org.junit.jupiter.api.Test;

/** The reader that judges scripts must itself see the attacks. */
class PowerShellTokensTest {

    @Test
    void readsACommand() {
        assertThat(PowerShellTokens.of("Get-Mailbox -Identity 'o''neill' | Format-List # look"))
                .containsExactly(
                        new Token(WORD, "Get-Mailbox"),
                        new Token(WORD, "-Identity"),
                        new Token(LITERAL, "o'neill"),
                        new Token(OPERATOR, "|"),
                        new Token(WORD, "Format-List"),
                        new Token(COMMENT, "# look"));
    }

    @Test
    void seesAValueThatEndsItsQuotesAndBeginsACommand() {
        assertThat(PowerShellTokens.of("Get-X 'a'; Remove-Item 'b'"))
                .contains(new Token(OPERATOR, ";"), new Token(WORD, "Remove-Item"));
    }

    @Test
    void takesTypographicQuotesForQuotes() {
        for (char quote : "'\u2018\u2019\u201a\u201b".toCharArray()) {
            assertThat(PowerShellTokens.of("Get-X 'a" + quote + "; b"))
                    .as("U+%04X", (int) quote)
                    .containsExactly(
                            new Token(WORD, "Get-X"),
                            new Token(LITERAL, "a"),
                            new Token(OPERATOR, ";"),
                            new Token(WORD, "b"));
        }
    }

    @Test
    void takesDoubledQuotesOfAnyKindForOneQuote() {
        assertThat(PowerShellTokens.of("'a\u2019\u2018b'")).containsExactly(new Token(LITERAL, "a\u2019b"));
    }

    @Test
    void seesALineThatEndsWithinQuotes() {
        assertThat(PowerShellTokens.of("Get-X 'a")).contains(new Token(UNTERMINATED, "a"));
    }

    @Test
    void seesANewLineAfterAComment() {
        assertThat(PowerShellTokens.of("#Get-X\nRemove-Y"))
                .containsExactly(new Token(COMMENT, "#Get-X"), new Token(NEW_LINE, ""), new Token(WORD, "Remove-Y"));
    }

    @Test
    void seesTextThatWouldBeExpanded() {
        assertThat(PowerShellTokens.of("\u201c$(b)\u201d")).containsExactly(new Token(EXPANDABLE, "$(b)"));
    }
}
