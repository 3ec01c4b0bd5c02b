package io.github.mailbearer.doctor.cli;

import java.io.Console;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * What a program has around it: streams, environment, a person perhaps.
 *
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param environment the environment variables
 * @param colours whether standard output shows colours
 * @param prompt asks a person for a secret without showing it, or {@code null} if nobody is there
 * @param loopback what plays the login host in a test; nothing outside the code can name it
 */
record Surroundings(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        boolean colours,
        @Nullable Function<String, char @Nullable []> prompt,
        @Nullable URI loopback) {

    static Surroundings ofThisProcess() {
        return new Surroundings(
                System.in, System.out, System.err, System.getenv(), Ansi.AUTO.enabled(), person(), null);
    }

    @SuppressWarnings("SystemConsoleNull") // asks the console itself where there always is one
    private static @Nullable Function<String, char @Nullable []> person() {
        Console console = System.console();
        return console == null || !isTerminal(console) ? null : prompt -> console.readPassword("%s", prompt);
    }

    /** Since Java 22 there is a console even if nobody sits at it, and a method that tells. */
    private static boolean isTerminal(Console console) {
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }
}
