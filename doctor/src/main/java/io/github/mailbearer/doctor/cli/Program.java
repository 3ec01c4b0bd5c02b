package io.github.mailbearer.doctor.cli;

import io.github.mailbearer.diagnosis.CatalogueException;
import io.github.mailbearer.diagnosis.Redaction;
import io.github.mailbearer.doctor.text.Printable;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program: reads its command line, runs a command, answers its exit code. */
final class Program {

    static final String NAME = "mailbearer-doctor";

    /** The doctor itself could not do what it was told. */
    static final int BROKEN = 3;

    private final Surroundings surroundings;

    Program(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    int run(String... args) {
        try {
            return command(args);
        } catch (UsageException | CatalogueException e) {
            return broken(String.valueOf(e.getMessage()));
        } catch (Throwable e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            Redaction.of(trace.toString()).lines().map(Program::traced).forEach(surroundings.err()::println);
            return broken("the doctor itself is broken (" + e.getClass().getName()
                    + "): please report the lines above, after you have looked for what should not be shown");
        }
    }

    private int command(String... args) {
        CommandLine syntax = Syntax.commandLine();
        ParseResult parsed;
        try {
            parsed = syntax.parseArgs(args);
        } catch (ParameterException e) {
            throw new UsageException(wrong(e), e);
        }
        List<CommandLine> chosen = parsed.asCommandLineList();
        CommandLine command = chosen.get(chosen.size() - 1);
        PrintStream out = surroundings.out();
        if (command.isUsageHelpRequested()) {
            command.usage(out, surroundings.colours() ? Ansi.ON : Ansi.OFF);
            return 0;
        }
        if (parsed.isVersionHelpRequested()) {
            out.println(NAME + " " + version());
            return 0;
        }
        ParseResult own = command.getParseResult();
        Given given = new Given(List.of(own, parsed), surroundings.environment());
        logging(given.has(Option.VERBOSE));
        return command.getCommandName().equals(Syntax.EXPLAIN)
                ? new ExplainCommand(given, surroundings).run(own.matchedPositionalValue(0, ""))
                : new CheckCommand(given, surroundings).run();
    }

    /** A line of a stack trace, which is indented by tabs. */
    private static String traced(String line) {
        return Printable.line(line.replace("\t", "        "));
    }

    private int broken(String message) {
        surroundings.err().println(NAME + ": " + Printable.line(message));
        return BROKEN;
    }

    /** Says what is wrong with the command line, without what may be a secret in it. */
    private static String wrong(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            String first = unmatched.getUnmatched().get(0);
            List<String> near = unmatched.getSuggestions();
            return (first.startsWith("-")
                            ? first.replaceFirst("=.*", "") + " is not known"
                                    + (near.isEmpty() ? "" : ", " + String.join(" and ", near) + " is")
                            : "there is an argument without an option before it")
                    + ": see " + NAME + " --help";
        }
        return String.valueOf(e.getMessage()) + ": see " + NAME + " --help";
    }

    /** Libraries log to standard error: of no use to those who read a report, and unless asked for. */
    private static void logging(boolean verbose) {
        if (!verbose) {
            LogManager.getLogManager().reset();
            Logger.getLogger("").setLevel(Level.OFF);
        }
    }

    static String version() {
        String version = Program.class.getPackage().getImplementationVersion();
        return version == null ? "(not from a jar)" : version;
    }
}
