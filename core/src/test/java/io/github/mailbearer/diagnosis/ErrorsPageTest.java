package io.github.mailbearer.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "errors.md");

    @Test
    void theGuideSaysWhatTheCatalogueSays() throws IOException {
        String page = ErrorsPage.of(Catalogue.builtIn());
        if (Boolean.getBoolean("mailbearer.write-docs")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE)
                .as("Write it anew with -Dmailbearer.write-docs=true -Dtest=ErrorsPageTest")
                .hasContent(page);
    }

    @Test
    void theGuideLeavesNoEntryOut() {
        String page = ErrorsPage.of(Catalogue.builtIn());

        assertThat(Catalogue.builtIn().entries())
                .allSatisfy(entry -> assertThat(page).contains("\n### " + entry.id() + ": " + entry.title() + "\n"));
    }

    @Test
    void itsExampleOfOwnEntriesIsValid(@TempDir Path directory) throws IOException {
        String page = ErrorsPage.of(Catalogue.builtIn());
        String example = page.substring(page.indexOf("```properties") + 13);
        Path file =
                Files.writeString(directory.resolve("own.properties"), example.substring(0, example.indexOf("```")));

        Catalogue own = Catalogue.builtIn().extendedBy(file);

        Diagnosis diagnosis = Diagnosis.of(
                Symptom.ofText("smtp: 554 5.7.1 Sender not registered with the gateway"), Facts.none(), own);
        assertThat(diagnosis.id()).isEqualTo("X1");
        assertThat(own.entry("S7").orElseThrow().remedies()).hasSize(1);
    }
}
