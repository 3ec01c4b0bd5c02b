package io.github.mailbearer.doctor.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine.ParseResult;

/** What was given: the command line before the environment, the environment before the properties. */
final class Given {

    /** Where a value stands; the first counts. */
    enum Source {
        COMMAND_LINE,
        ENVIRONMENT,
        PROPERTIES
    }

    /**
     * A value and where it stands.
     *
     * @param source the kind of place
     * @param name what it is called there
     * @param text the value, empty if none was given with the option
     */
    record Value(Source source, String name, String text) {}

    private final List<ParseResult> commandLine;
    private final Map<String, String> environment;
    private final Properties properties;
    private final String protocol;

    /**
     * Looks at everything that was given.
     *
     * @param commandLine the options after the command's name, then those before it
     */
    Given(List<ParseResult> commandLine, Map<String, String> environment) {
        this.commandLine = commandLine;
        this.environment = environment;
        this.properties = text(Option.PROPERTIES, new Properties(), "")
                .map(file -> PropertiesFile.read(Option.PROPERTIES, file))
                .orElseGet(Properties::new);
        this.protocol =
                text(Option.PROTOCOL).orElseGet(this::protocolOfProperties).toLowerCase(Locale.ROOT);
    }

    Properties properties() {
        return properties;
    }

    /** The protocol's name, as it was given. */
    String protocol() {
        return protocol;
    }

    Optional<String> text(Option option) {
        return value(option).map(Value::text);
    }

    boolean has(Option option) {
        return option.isSwitch()
                ? text(option).filter(value -> !value.equalsIgnoreCase("false")).isPresent()
                : value(option).isPresent();
    }

    Optional<Value> value(Option option) {
        return value(option, properties, protocol);
    }

    private Optional<String> text(Option option, Properties from, String of) {
        return value(option, from, of).map(Value::text);
    }

    private Optional<Value> value(Option option, Properties from, String of) {
        for (ParseResult part : commandLine) {
            if (part.hasMatchedOption(option.words())) {
                Object text = part.matchedOptionValue(option.words(), "");
                return Optional.of(new Value(Source.COMMAND_LINE, option.words(), String.valueOf(text)));
            }
        }
        String variable = environment.get(option.variable());
        if (variable != null && !variable.isBlank()) {
            return Optional.of(new Value(Source.ENVIRONMENT, option.variable(), variable));
        }
        for (String name : option.properties(of, of + "s")) {
            String property = from.getProperty(name);
            if (property != null && !property.isBlank()) {
                return Optional.of(new Value(Source.PROPERTIES, name, property.strip()));
            }
        }
        return Optional.empty();
    }

    /** That which the properties are about. */
    private String protocolOfProperties() {
        return List.of("smtp", "imap", "pop3").stream()
                .filter(name -> properties.stringPropertyNames().stream()
                        .anyMatch(property -> property.matches("mail\\." + name + "s?\\.(?:host|user|class)")))
                .findFirst()
                .orElse("smtp");
    }
}
