package io.github.mailbearer.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class RemedyTest {

    private static final Facts FACTS =
            Facts.builder().mailbox("o'neill@contoso.com").from("*@contoso.com").build();

    @Test
    void fillsCommandsInByTheCataloguesRules() {
        Remedy remedy = Remedy.of(
                "Look.", List.of("Get-Mailbox -Identity {mailbox}", "Get-Mailbox {from}", "Get-Mailbox {user}"), FACTS);

        assertThat(remedy.commands())
                .containsExactly(
                        "Get-Mailbox -Identity 'o''neill@contoso.com'",
                        "Get-Mailbox <From address>",
                        "Get-Mailbox 'o''neill@contoso.com'");
    }

    @Test
    void refusesANameThatIsNoFacts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Remedy.of("Look.", List.of("Get-Mailbox {mailbx}"), FACTS))
                .withMessageContaining("{mailbx}")
                .withMessageContaining("mailbox");
    }
}
