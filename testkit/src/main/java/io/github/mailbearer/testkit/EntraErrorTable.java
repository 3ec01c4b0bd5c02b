package io.github.mailbearer.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The errors of Entra by number, read from {@code entra-errors.txt}. */
final class EntraErrorTable {

    private static final String RESOURCE = "entra-errors.txt";
    private static final String RETRY_AFTER = "60";
    private static final int COLUMNS = 6;

    private EntraErrorTable() {}

    /** A scenario for each number, in the order of the table. */
    static List<EntraScenario> scenarios() {
        try (InputStream table = EntraErrorTable.class.getResourceAsStream(RESOURCE);
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(Objects.requireNonNull(table, RESOURCE), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(EntraErrorTable::scenario)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }

    private static EntraScenario scenario(String line) {
        String[] columns = line.split(" \\| ", COLUMNS);
        int aadsts = Integer.parseInt(columns[4]);
        Map<String, String> more = columns[3].equals("-") ? Map.of() : Map.of("suberror", columns[3]);
        EntraError error = new EntraError(Integer.parseInt(columns[1]), columns[2], aadsts, columns[5], more);
        return new EntraScenario(
                EntraScenario.nameOf(aadsts),
                List.of(columns[0]),
                "The token endpoint answers " + columns[2] + ", AADSTS" + aadsts + ".",
                parts -> parts.replies.always(reply(error.about(parts.app))));
    }

    private static EntraReply reply(EntraError error) {
        return error.status() == 429 ? EntraReply.of(error, Map.of("Retry-After", RETRY_AFTER)) : EntraReply.of(error);
    }
}
