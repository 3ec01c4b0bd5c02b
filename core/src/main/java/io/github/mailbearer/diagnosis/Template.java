package io.github.mailbearer.diagnosis;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A text of the catalogue with the names of facts in braces, to be filled in for people or for PowerShell. */
final class Template {

    private static final Pattern NAME = Pattern.compile("\\{([a-z-]+)}");

    private static final Map<String, Fact> FACTS =
            Arrays.stream(Fact.values()).collect(Collectors.toMap(Fact::placeholder, Function.identity()));

    private Template() {}

    static List<String> names() {
        return FACTS.keySet().stream().sorted().toList();
    }

    /** A name in braces that is no fact's. */
    static Optional<String> unknownName(String template) {
        return NAME.matcher(template)
                .results()
                .map(found -> found.group(1))
                .filter(name -> !FACTS.containsKey(name))
                .findFirst();
    }

    static String prose(String template, Facts facts) {
        String filled = fill(template, fact -> facts.get(fact).orElse(fact.inProse()));
        return filled.isEmpty() ? filled : Character.toUpperCase(filled.charAt(0)) + filled.substring(1);
    }

    static String command(String template, Facts facts) {
        return fill(template, fact -> PowerShell.value(fact, facts.get(fact).orElse("")));
    }

    private static String fill(String template, Function<Fact, String> values) {
        return NAME.matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(Optional.ofNullable(FACTS.get(found.group(1)))
                        .map(values)
                        .orElse(found.group())));
    }
}
