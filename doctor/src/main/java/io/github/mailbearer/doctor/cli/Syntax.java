package io.github.mailbearer.doctor.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What the command line looks like, made from the options, so that nothing is looked up by reflection. */
final class Syntax {

    static final String CHECK = "check";
    static final String EXPLAIN = "explain";

    private static final String EXIT_CODES = "%nExit codes: ";

    private Syntax() {}

    static CommandLine commandLine() {
        CommandSpec root = check(CommandSpec.create().name(Program.NAME))
                .addOption(OptionSpec.builder("--version")
                        .versionHelp(true)
                        .type(boolean.class)
                        .description("show the version and end")
                        .build())
                .addSubcommand(CHECK, check(CommandSpec.create()))
                .addSubcommand(EXPLAIN, explain());
        return new CommandLine(root).setUsageHelpLongOptionsMaxWidth(32).setUsageHelpWidth(110);
    }

    private static CommandSpec check(CommandSpec spec) {
        options(spec, List.of(Option.values()));
        spec.usageMessage()
                .description("Finds out why mail cannot be sent or read with OAuth 2.0, and says what to do.%n")
                .footer(
                        "%nFor each option there is an environment variable, such as MAILBEARER_CLIENT_ID for --client-id;"
                                + " MAILBEARER_SECRET holds the client secret's Value itself. The command line counts"
                                + " before the environment, the environment before --properties. Without any credential"
                                + " the client secret is asked for.",
                        EXIT_CODES + "0 all passed, 1 there are warnings, 2 something failed, 3 the doctor itself could"
                                + " not do what it was told.");
        return spec;
    }

    private static CommandSpec explain() {
        CommandSpec spec = CommandSpec.create();
        options(spec, Option.OF_EXPLAIN);
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("FILE")
                .arity("0..1")
                .index("0")
                .type(String.class)
                .description("what to explain; standard input unless given")
                .build());
        spec.usageMessage()
                .description("Explains a stack trace, an excerpt of a log or a server's reply. Tokens, secrets and AUTH"
                        + " lines are taken out of it before anything else is done.%n")
                .footer(EXIT_CODES
                        + "0 recognised, 1 not recognised, 3 the doctor itself could not do what it was told.");
        return spec;
    }

    private static void options(CommandSpec spec, List<Option> options) {
        options.forEach(option -> spec.addOption(option(option)));
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .type(boolean.class)
                .description("show this and end")
                .build());
        spec.usageMessage().sortOptions(false).synopsisHeading("Usage: ").abbreviateSynopsis(true);
    }

    private static OptionSpec option(Option option) {
        OptionSpec.Builder spec = OptionSpec.builder(option.words()).description(option.description());
        if (option.isSwitch()) {
            return spec.type(boolean.class).build();
        }
        if (option.mayLackValue()) {
            String label = option.label().substring(1, option.label().length() - 1);
            return spec.type(String.class)
                    .arity("0..1")
                    .fallbackValue("")
                    .paramLabel(label)
                    .build();
        }
        return spec.type(String.class).arity("1").paramLabel(option.label()).build();
    }
}
