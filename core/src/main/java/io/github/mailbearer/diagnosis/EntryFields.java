package io.github.mailbearer.diagnosis;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of one entry as they stand in a catalogue's file, and what they mean; a wrong one is refused by its name. */
final class EntryFields {

    private static final Set<String> NAMES = Set.of("title", "kind", "retry", "summary", "source", "asOf");
    private static final Pattern LISTED =
            Pattern.compile("(when|cause|example|link|remedy)\\.([1-9]\\d?)(?:\\.(command|when)\\.[1-9]\\d?)?");
    private static final Pattern RETRY =
            Pattern.compile("(never|after-change|fresh-token|later|at-once)(?: (PT\\S+))?(?: at-most ([1-9]\\d?))?");

    private final String file;
    private final String id;
    private final Map<String, String> fields;

    /** @param fields names without the id, and values */
    EntryFields(String file, String id, Map<String, String> fields) {
        this.file = file;
        this.id = id;
        this.fields = fields;
        fields.forEach(this::check);
    }

    private void check(String name, String value) {
        Matcher listed = LISTED.matcher(name);
        if (!NAMES.contains(name) && !(listed.matches() && mayHave(listed.group(1), listed.group(3)))) {
            throw refuse(
                    name,
                    "there is no such field; the fields are title, kind, retry, when.N, summary, cause.N, cause.N.when.N,"
                            + " remedy.N, remedy.N.when.N, remedy.N.command.N, example.N, link.N, source and asOf");
        }
        if (value.isBlank()) {
            throw refuse(name, "it is empty");
        }
        Template.unknownName(value).ifPresent(unknown -> {
            throw refuse(name, "{" + unknown + "} is no fact; the facts are " + Template.names());
        });
        if ("command".equals(listed.matches() ? listed.group(3) : null)) {
            PowerShell.fault(value).ifPresent(fault -> {
                throw refuse(name, fault);
            });
        }
    }

    private static boolean mayHave(String list, @Nullable String part) {
        return part == null || list.equals("remedy") || (list.equals("cause") && part.equals("when"));
    }

    /** These, completed by those of the entry they override. A list is replaced as a whole. */
    Map<String, String> over(Map<String, String> present) {
        Map<String, String> all = new TreeMap<>(present);
        for (String name : fields.keySet()) {
            Matcher listed = LISTED.matcher(name);
            if (listed.matches()) {
                all.keySet().removeIf(other -> other.startsWith(listed.group(1) + "."));
            }
        }
        all.putAll(fields);
        return all;
    }

    String id() {
        return id;
    }

    String required(String name) {
        String value = fields.get(name);
        if (value == null) {
            throw refuse(name, "it is missing");
        }
        return value.strip();
    }

    Kind kind() {
        String word = required("kind");
        return Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.UNKNOWN && kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> refuse(
                        "kind",
                        "there is no kind " + word + "; the kinds are "
                                + Arrays.stream(Kind.values())
                                        .filter(kind -> kind != Kind.UNKNOWN)
                                        .map(Kind::word)
                                        .toList()));
    }

    Retry retry() {
        String words = required("retry");
        Matcher retry = RETRY.matcher(words);
        if (!retry.matches()) {
            throw refuse(
                    "retry",
                    words + " is not never, after-change, fresh-token, at-once or later, perhaps with a wait such as"
                            + " PT30S and with at-most 3");
        }
        Retry.Advice advice = switch (retry.group(1)) {
            case "never" -> Retry.Advice.NEVER;
            case "after-change" -> Retry.Advice.AFTER_A_CHANGE;
            case "fresh-token" -> Retry.Advice.ONCE_WITH_A_FRESH_TOKEN;
            case "at-once" -> Retry.Advice.AT_ONCE;
            default -> Retry.Advice.LATER;
        };
        try {
            Duration wait = retry.group(2) == null ? null : Duration.parse(retry.group(2));
            return new Retry(advice, wait, retry.group(3) == null ? 0 : Integer.parseInt(retry.group(3)));
        } catch (DateTimeException e) {
            throw refuse("retry", retry.group(2) + " is not a duration such as PT30S or PT24H");
        }
    }

    List<Condition> conditions() {
        List<Condition> conditions = conditions("when", ConditionParser::parse);
        if (conditions.isEmpty()) {
            throw refuse("when.1", "it is missing");
        }
        return conditions;
    }

    private List<Condition> conditions(String name, Function<String, Condition> parser) {
        List<Condition> conditions = new ArrayList<>();
        numbered(name).forEach((number, source) -> {
            try {
                conditions.add(parser.apply(source));
            } catch (IllegalArgumentException e) {
                throw refuse(name + "." + number, String.valueOf(e.getMessage()));
            }
        });
        return List.copyOf(conditions);
    }

    List<Ranked<String>> causes() {
        List<Ranked<String>> causes = new ArrayList<>();
        numbered("cause").forEach((number, text) -> causes.add(ranked("cause." + number, text.strip())));
        return List.copyOf(causes);
    }

    private <T> Ranked<T> ranked(String name, T value) {
        return new Ranked<>(value, conditions(name + ".when", ConditionParser::parsePart));
    }

    List<String> list(String name) {
        return numbered(name).values().stream().map(String::strip).toList();
    }

    List<Ranked<Remedy>> remedies() {
        List<Ranked<Remedy>> remedies = new ArrayList<>();
        numbered("remedy").forEach((number, text) -> {
            String name = "remedy." + number;
            List<String> commands = List.copyOf(numbered(name + ".command").values());
            remedies.add(ranked(name, new Remedy(text.strip(), commands)));
        });
        if (remedies.isEmpty()) {
            throw refuse("remedy.1", "it is missing");
        }
        return List.copyOf(remedies);
    }

    List<URI> links() {
        List<URI> links = new ArrayList<>();
        numbered("link").forEach((number, link) -> {
            try {
                URI uri = new URI(link.strip());
                if (!"https".equals(uri.getScheme()) || uri.getHost() == null) {
                    throw refuse("link." + number, link + " is no address that begins with https://");
                }
                links.add(uri);
            } catch (URISyntaxException e) {
                throw refuse("link." + number, link + " is no address: " + e.getReason());
            }
        });
        return List.copyOf(links);
    }

    LocalDate asOf() {
        String day = required("asOf");
        try {
            return LocalDate.parse(day);
        } catch (DateTimeException e) {
            throw refuse("asOf", day + " is not a day such as 2026-11-22");
        }
    }

    private NavigableMap<Integer, String> numbered(String name) {
        NavigableMap<Integer, String> values = new TreeMap<>();
        String prefix = name + ".";
        fields.forEach((field, value) -> {
            String number = field.startsWith(prefix) ? field.substring(prefix.length()) : "";
            if (number.matches("\\d+")) {
                values.put(Integer.valueOf(number), value);
            }
        });
        return values;
    }

    CatalogueException refuse(String field, String fault) {
        return new CatalogueException(file, id, field, fault);
    }
}
