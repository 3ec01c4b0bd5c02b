package io.github.mailbearer.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {

    private static final String NEW_ENTRY = """
            asOf = 2026-11-22
            X1.title = A gateway is in the way
            X1.kind = configuration
            X1.retry = later PT90S at-most 3
            X1.when.1 = smtp 554 "contoso gateway"
            X1.summary = Contoso's gateway refused {mailbox}.
            X1.cause.1 = The sender is not registered.
            X1.cause.2 = @S7
            X1.remedy.1 = Register {mailbox} with the gateway team.
            X1.source = Contoso
            """;

    @TempDir
    private Path directory;

    @Test
    void knowsEveryKnownFailure() {
        Stream<String> ids = Stream.of(ids("E", 55), ids("S", 40), ids("G", 14), ids("I", 16))
                .flatMap(each -> each);

        assertThat(Catalogue.builtIn().entries()).extracting(Entry::id).containsAll(ids.toList());
    }

    private static Stream<String> ids(String letter, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(number -> letter + number);
    }

    @Test
    void anOwnFileAddsAnEntry() throws IOException {
        Catalogue catalogue = Catalogue.builtIn().extendedBy(file(NEW_ENTRY));

        Diagnosis diagnosis = Diagnosis.of(
                Symptom.ofText("SMTP said: 554 5.7.1 Contoso Gateway: no"),
                Facts.builder().mailbox("jo@contoso.com").build(),
                catalogue);

        assertThat(diagnosis.id()).isEqualTo("X1");
        assertThat(diagnosis.summary()).isEqualTo("Contoso's gateway refused jo@contoso.com.");
        assertThat(diagnosis.retry().toString()).isEqualTo("in 90 s, at most 3 times");
        assertThat(diagnosis.causes()).extracting(Cause::id).containsExactly("", "S7");
        assertThat(catalogue.entry("X1").orElseThrow().asOf()).isEqualTo(LocalDate.of(2026, 11, 22));
        assertThat(Catalogue.builtIn().entry("X1")).isEmpty();
    }

    @Test
    void anOwnFileOverridesAFieldAndAListAsAWhole() throws IOException {
        Entry before = Catalogue.builtIn().entry("S7").orElseThrow();

        Entry after = Catalogue.builtIn()
                .extendedBy(file("S7.remedy.1 = Ask the mail team.\n"))
                .entry("S7")
                .orElseThrow();

        assertThat(after.remedies()).containsExactly(Remedy.of("Ask the mail team."));
        assertThat(after.title()).isEqualTo(before.title());
        assertThat(after.conditions()).isEqualTo(before.conditions());
        assertThat(before.remedies().get(0).commands()).isNotEmpty();
    }

    static List<Arguments> faults() {
        return List.of(
                fault("X1.titel = x", "X1", "titel", "no such field"),
                fault("X1.title = x", "X1", "kind", "missing"),
                fault(NEW_ENTRY + "X1.link.1 = http://contoso.com", "X1", "link.1", "https://"),
                fault(NEW_ENTRY + "X1.link.1 = https:// x", "X1", "link.1", "no address"),
                fault(NEW_ENTRY + "X1.title = again", "X1", "title", "twice"),
                fault(NEW_ENTRY + "X1.when.2 = smpt 535", "X1", "when.2", "no word smpt"),
                fault(NEW_ENTRY + "X1.when.2 = \"open", "X1", "when.2", "quotation mark"),
                fault(NEW_ENTRY + "X1.when.2 = audience=graph", "X1", "when.2", "something that is seen"),
                fault(NEW_ENTRY + "X1.when.2 = colour=red \"x\"", "X1", "when.2", "no colour=red"),
                fault(NEW_ENTRY + "X1.when.2 = provider=aol \"x\"", "X1", "when.2", "no provider aol"),
                fault(NEW_ENTRY + "X1.cause.3 = @S999", "X1", "cause.3", "no entry S999"),
                fault(NEW_ENTRY + "X1.remedy.2 = Ask {boss}.", "X1", "remedy.2", "{boss} is no fact"),
                fault(
                        NEW_ENTRY + "X1.remedy.1.command.1 = Get-EXOMailbox -Filter 'PrimarySmtpAddress -eq {mailbox}'",
                        "X1",
                        "remedy.1.command.1",
                        "{mailbox} stands within quotes"),
                fault(
                        NEW_ENTRY + "X1.remedy.1.command.2 = Write-Host \u201chere: {user}\u201d",
                        "X1",
                        "remedy.1.command.2",
                        "{user} stands within quotes"),
                fault(
                        NEW_ENTRY + "X1.remedy.1.command.1 = Get-Mailbox -Identity `{mailbox}",
                        "X1",
                        "remedy.1.command.1",
                        "{mailbox} stands beside a backtick"),
                fault(NEW_ENTRY + "X1.remedy.2 =", "X1", "remedy.2", "empty"),
                fault(NEW_ENTRY + "X1.remedy.2.command.0 = Get-X", "X1", "remedy.2.command.0", "no such field"),
                fault(NEW_ENTRY.replace("configuration", "annoying"), "X1", "kind", "the kinds are"),
                fault(NEW_ENTRY.replace("PT90S", "PTabc"), "X1", "retry", "not a duration"),
                fault(NEW_ENTRY.replace("later PT90S", "soon"), "X1", "retry", "is not never"),
                fault(NEW_ENTRY.replace("2026-11-22", "yesterday"), "X1", "asOf", "not a day"),
                fault("title = x", "", "title", "not an entry's id"),
                fault("x1.title = x", "", "x1.title", "not an entry's id"),
                fault("X1.title = \\uZZZZ", "", "", "no properties file"));
    }

    private static Arguments fault(String text, String row, String field, String words) {
        return Arguments.of(text, row, field, words);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultyFileIsRefusedNamingFileEntryAndField(String text, String row, String field, String words) {
        assertThatThrownBy(() -> Catalogue.builtIn().extendedBy(file(text)))
                .isInstanceOf(CatalogueException.class)
                .hasMessageStartingWith(directory.resolve("own.properties")
                        + (row.isEmpty() ? "" : ", entry " + row)
                        + (field.isEmpty() ? "" : ", field " + field) + ": ")
                .hasMessageContaining(words);
    }

    @Test
    void aFileThatCannotBeReadIsRefused() throws IOException {
        Path missing = directory.resolve("missing.properties");
        Path binary = directory.resolve("binary.properties");
        Files.write(binary, new byte[] {'X', '1', '.', 't', '=', (byte) 0xc3, (byte) 0x28});
        Path huge = directory.resolve("huge.properties");
        Files.write(huge, new byte[CatalogueFile.LONGEST + 1]);

        for (Path file : List.of(missing, binary, huge)) {
            assertThatThrownBy(() -> Catalogue.builtIn().extendedBy(file))
                    .isInstanceOf(CatalogueException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    private Path file(String text) throws IOException {
        return Files.write(directory.resolve("own.properties"), text.getBytes(UTF_8));
    }
}
