package io.github.mailbearer.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The failures that are known, and what to do about each: data, which can be updated and extended without new code.
 *
 * <p>Portals, limits and texts of servers change. An own file overrides fields of entries, or adds entries:
 *
 * <pre>{@code
 * # contoso.properties
 * S7.remedy.1 = Ask the mail team in the service portal, form SMTP-AUTH, for {mailbox}.
 * asOf = 2026-11-22
 * }</pre>
 *
 * <pre>{@code
 * Catalogue catalogue = Catalogue.builtIn().extendedBy(Path.of("contoso.properties"));
 * Diagnosis diagnosis = Diagnosis.of(failure, Facts.none(), catalogue);
 * }</pre>
 *
 * <p>A catalogue chooses words, never behaviour. Immutable and safe for use by several threads.
 */
public final class Catalogue {

    private static final List<String> FILES = List.of("entra", "connect", "smtp", "gmail", "imap-pop3", "standards");

    private static final class BuiltIn {
        static final Catalogue INSTANCE = load();

        private static Catalogue load() {
            Catalogue catalogue = new Catalogue(Map.of());
            for (String name : FILES) {
                String file = "catalogue/" + name + ".properties";
                try (InputStream in = Objects.requireNonNull(Catalogue.class.getResourceAsStream(file), file)) {
                    catalogue = catalogue.extendedBy(file, new InputStreamReader(in, UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            catalogue.checkReferences("the built-in catalogue");
            return catalogue;
        }
    }

    private final Map<String, Map<String, String>> fields;
    private final Map<String, Entry> entries;

    private Catalogue(Map<String, Map<String, String>> fields) {
        this(fields, Map.of());
    }

    private Catalogue(Map<String, Map<String, String>> fields, Map<String, Entry> entries) {
        this.fields = fields;
        this.entries = entries;
    }

    /**
     * The catalogue that comes with the library.
     *
     * @return the same one always
     */
    public static Catalogue builtIn() {
        return BuiltIn.INSTANCE;
    }

    /**
     * This catalogue with a file of properties in UTF-8, whose fields replace those of the same name and whose other
     * entries are added.
     *
     * @param file the file; of a list such as {@code remedy.1}, {@code remedy.2} all are replaced if one is there
     * @return a new catalogue
     * @throws CatalogueException if the file is none or cannot be read, naming file, entry and field
     */
    public Catalogue extendedBy(Path file) {
        try {
            if (Files.size(file) > CatalogueFile.LONGEST) {
                throw new CatalogueException(
                        file.toString(), "", "", "it is longer than " + CatalogueFile.LONGEST + " bytes");
            }
            try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
                Catalogue extended = extendedBy(file.toString(), reader);
                extended.checkReferences(file.toString());
                return extended;
            }
        } catch (IOException e) {
            throw new CatalogueException(
                    file.toString(), "", "", "it cannot be read (" + e + "); it is a file in UTF-8");
        }
    }

    private Catalogue extendedBy(String file, Reader reader) throws IOException {
        Map<String, Map<String, String>> allFields = new LinkedHashMap<>(fields);
        Map<String, Entry> allEntries = new LinkedHashMap<>(entries);
        CatalogueFile.read(file, reader).forEach((id, own) -> {
            Map<String, String> all = new EntryFields(file, id, own).over(allFields.getOrDefault(id, Map.of()));
            allFields.put(id, all);
            allEntries.put(id, new Entry(new EntryFields(file, id, all)));
        });
        return new Catalogue(allFields, allEntries);
    }

    private void checkReferences(String file) {
        for (Entry entry : entries.values()) {
            for (int i = 0; i < entry.causes().size(); i++) {
                String cause = entry.causes().get(i);
                if (cause.startsWith("@") && !entries.containsKey(cause.substring(1))) {
                    throw new CatalogueException(
                            file, entry.id(), "cause." + (i + 1), "there is no entry " + cause.substring(1));
                }
            }
        }
    }

    /**
     * All entries.
     *
     * @return the entries in the order of their files
     */
    public List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    /**
     * One entry.
     *
     * @param id its id, such as {@code S7}
     * @return the entry, or empty if there is none
     */
    public Optional<Entry> entry(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    @Override
    public String toString() {
        return "Catalogue[" + entries.size() + " entries]";
    }
}
