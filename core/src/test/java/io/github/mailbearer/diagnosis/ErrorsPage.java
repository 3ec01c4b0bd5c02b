package io.github.mailbearer.diagnosis;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the guide "Errors and remedies" from the catalogue. */
final class ErrorsPage {

    private static final Map<String, String> PARTS = new TreeMap<>(Map.of(
            "1 E", "Microsoft Entra: no token",
            "2 S", "Exchange Online, Outlook.com, High Volume Email: sending",
            "3 I", "Exchange Online, Outlook.com: reading by IMAP and POP3",
            "4 G", "Gmail and Google Workspace",
            "5 C", "Connecting a mailbox",
            "6 A", "Managed identities",
            "7 R", "Other identity providers",
            "8 M", "Other mail servers, and the network"));

    private static final String HEAD = """
            # Errors and remedies

            What servers answer when OAuth 2.0 for mail fails, what it means and what to do. `Diagnosis.of(exception)` and
            `Diagnosis.ofText(pasted)` find the entry and fill in your tenant, application and mailbox; so does
            [`doctor explain`](doctor.md#explain). Exceptions of Mailbearer have the first remedy in their message.

            This page is written from the catalogue that the library uses. Texts of servers, portals and limits change: each
            entry says when it was looked up. To correct or add entries without waiting for a release, see
            [Your own entries](#your-own-entries).

            """;

    private static final String TAIL = """
            ## Your own entries

            A file of properties overrides fields of entries, or adds entries:

            ```properties
            asOf = 2026-11-22

            # Another remedy for a known failure
            S7.remedy.1 = Ask the mail team in the service portal, form SMTP-AUTH, for {mailbox}.

            # A failure of your own
            X1.title    = The gateway does not know the sender
            X1.kind     = configuration
            X1.retry    = after-change
            X1.when.1   = smtp 554 "not registered with the gateway"
            X1.summary  = The mail gateway of Contoso does not know {mailbox}.
            X1.remedy.1 = Register {mailbox} under Mail > Gateways > Senders.
            X1.source   = Contoso
            ```

            ```java
            Catalogue catalogue = Catalogue.builtIn().extendedBy(Path.of("contoso.properties"));
            Session session = OAuth2Sessions.builder(tokens).catalogue(catalogue)
                .platform(MailPlatform.MICROSOFT_365).user("noreply@contoso.com").build();
            ```

            Sessions that are made by properties take `mailbearer.catalogue`, the doctor `--catalogue`. A file with an error is
            refused when it is read, naming the file, the entry and the field. The words that conditions are made of are listed
            in the description of the package `io.github.mailbearer.diagnosis`.
            """;

    private ErrorsPage() {}

    static String of(Catalogue catalogue) {
        StringBuilder page = new StringBuilder(HEAD);
        PARTS.forEach((part, title) -> {
            List<Entry> entries = entries(catalogue, part.substring(2));
            page.append("- [").append(title).append("](#").append(anchor(title)).append("): ");
            page.append(entries.stream().map(ErrorsPage::reference).collect(Collectors.joining(" · ")));
            page.append('\n');
        });
        PARTS.forEach((part, title) -> {
            page.append("\n## ").append(title).append("\n\n");
            entries(catalogue, part.substring(2)).forEach(entry -> page.append(section(entry)));
        });
        return page.append(TAIL).toString();
    }

    private static List<Entry> entries(Catalogue catalogue, String letter) {
        return catalogue.entries().stream()
                .filter(entry -> entry.id().startsWith(letter))
                .toList();
    }

    private static String reference(Entry entry) {
        return "[" + entry.id() + "](#" + anchor(heading(entry)) + ")";
    }

    private static String heading(Entry entry) {
        return entry.id() + ": " + entry.title();
    }

    /** As GitHub makes them. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
                .replace(' ', '-');
    }

    private static String section(Entry entry) {
        StringBuilder section = new StringBuilder("### ").append(heading(entry)).append("\n\n");
        if (!entry.examples().isEmpty()) {
            section.append("```text\n");
            entry.examples().forEach(example -> section.append(example).append('\n'));
            section.append("```\n\n");
        }
        section.append(prose(entry.summary())).append("\n\n");
        section.append(entry.kind().word())
                .append("; try again: ")
                .append(entry.retry())
                .append("\n\n");
        if (!entry.causes().isEmpty()) {
            section.append("Why:\n\n");
            entry.causes()
                    .forEach(cause -> section.append("1. ").append(cause(cause)).append('\n'));
            section.append('\n');
        }
        section.append("What to do:\n\n");
        entry.remedies().forEach(remedy -> section.append(remedy(remedy)));
        section.append('\n');
        section.append(entry.links().stream().map(link -> "<" + link + "> · ").collect(Collectors.joining()));
        return section.append("Source: ")
                .append(entry.source())
                .append(" · ")
                .append(entry.asOf())
                .append("\n\n")
                .toString();
    }

    private static String cause(String cause) {
        return cause.startsWith("@")
                ? Catalogue.builtIn()
                        .entry(cause.substring(1))
                        .map(entry -> entry.title() + ": " + reference(entry))
                        .orElseThrow()
                : prose(cause);
    }

    private static String remedy(Remedy remedy) {
        StringBuilder text =
                new StringBuilder("- ").append(prose(remedy.text())).append('\n');
        if (!remedy.commands().isEmpty()) {
            text.append("\n  ```powershell\n");
            remedy.commands()
                    .forEach(command -> text.append("  ")
                            .append(Template.command(command, Facts.none()))
                            .append('\n'));
            text.append("  ```\n\n");
        }
        return text.toString();
    }

    private static String prose(String template) {
        return Template.prose(template, Facts.none()).replace("<", "\\<").replace("*", "\\*");
    }
}
