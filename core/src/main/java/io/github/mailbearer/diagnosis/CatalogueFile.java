package io.github.mailbearer.diagnosis;

import java.io.IOException;
import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/** Reads one file of a catalogue: properties, each named by an entry's id, a dot and a field. */
final class CatalogueFile {

    private static final Pattern ID = Pattern.compile("[A-Z][A-Za-z0-9-]{0,31}");

    /** Longer than any catalogue, shorter than what exhausts the memory. */
    static final int LONGEST = 4_000_000;

    /** Keeps the order of the file, and refuses what stands there twice, of which {@link Properties} would keep the last. */
    private static final class InOrder extends Properties {

        private static final long serialVersionUID = 1L;

        private final transient String file;
        private final transient Map<String, String> values = new LinkedHashMap<>();

        InOrder(String file) {
            this.file = file;
        }

        @Override
        public synchronized Object put(Object key, Object value) {
            String name = (String) key;
            if (values.putIfAbsent(name, (String) value) != null) {
                throw new CatalogueException(file, id(name), field(name), "it is there twice");
            }
            return value;
        }
    }

    private CatalogueFile() {}

    /**
     * Reads a file.
     *
     * @return fields by entry
     * @throws CatalogueException if it is no catalogue
     */
    static Map<String, Map<String, String>> read(String file, Reader reader) throws IOException {
        InOrder properties = new InOrder(file);
        try {
            properties.load(reader);
        } catch (CatalogueException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new CatalogueException(file, "", "", "it is no properties file: " + e.getMessage());
        }
        String asOf = properties.values.remove("asOf");
        Map<String, Map<String, String>> entries = new LinkedHashMap<>();
        properties.values.forEach((name, value) -> {
            String id = id(name);
            if (!ID.matcher(id).matches() || field(name).isEmpty()) {
                throw new CatalogueException(
                        file, "", name, "it is not an entry's id, a dot and a field, such as S7.title");
            }
            Map<String, String> fields = entries.computeIfAbsent(id, any -> new LinkedHashMap<>());
            fields.put(field(name), value);
            if (asOf != null) {
                fields.putIfAbsent("asOf", asOf);
            }
        });
        return entries;
    }

    private static String id(String name) {
        return name.contains(".") ? name.substring(0, name.indexOf('.')) : "";
    }

    private static String field(String name) {
        return name.substring(name.indexOf('.') + 1);
    }
}
