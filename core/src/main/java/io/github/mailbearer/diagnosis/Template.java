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

    /** The name in braces that begins there. */
    static Optional<String> nameAt(String template, int start) {
        Matcher name = NAME.matcher(template).region(start, template.length());
        return name.lookingAt() ? Optional.of(name.group(1)) : Optional.empty();
    }

    /** For people: what is not known is described. */
    static String prose(String template, Facts facts) {
        return NAME.matcher(template).replaceAll(found -> {
            Fact fact = FACTS.get(found.group(1));
            return Matcher.quoteReplacement(
                    fact == null ? found.group() : facts.get(fact).orElse(described(fact, found.start() == 0)));
        });
    }

    private static String described(Fact fact, boolean beginsSentence) {
        String words = fact.inProse();
        return beginsSentence ? Character.toUpperCase(words.charAt(0)) + words.substring(1) : words;
    }

    /** For PowerShell: what is not known, or does not look like what it should be, stays a name in angle brackets. */
    static String command(String template, Facts facts) {
        return NAME.matcher(template).replaceAll(found -> {
            Fact fact = FACTS.get(found.group(1));
            return Matcher.quoteReplacement(
                    fact == null
                            ? found.group()
                            : PowerShell.value(fact, facts.get(fact).orElse("")));
        });
    }
}
