package io.github.mailbearer.examples.tryit;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;

/** What is printed: short lines, aligned, in colour where a person looks on. */
final class Screen {

    private static final int WIDTH = 100;
    private static final String PLAIN = "0";
    private static final String BOLD = "1";
    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String CYAN = "36";

    private final PrintStream out;
    private final boolean colour;

    Screen(PrintStream out, boolean colour) {
        this.out = out;
        this.colour = colour;
    }

    static Screen ofTerminal() {
        String noColour = System.getenv("NO_COLOR"); // see no-color.org
        return new Screen(System.out, isTerminal() && (noColour == null || noColour.isEmpty()));
    }

    /** From JDK 22 to 24 there is a console everywhere, and a method that says whether it is a terminal. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        try {
            return console != null
                    && Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException beforeJdk22) {
            return true;
        }
    }

    void title(String text) {
        out.println(painted(BOLD, text));
        out.println();
    }

    void step(int number, String text) {
        out.println();
        out.println(painted(BOLD, number + "  " + text));
    }

    void line(String label, String text) {
        out.println("   " + painted(CYAN, String.format(Locale.ROOT, "%-11s", label)) + " " + text);
    }

    void tableHead(String first) {
        out.println();
        out.println(painted(BOLD, row(first, "connections", "AUTHs", "refused", "token requests")));
    }

    void tableRow(String first, Figures figures) {
        out.println(row(first, figures.connections(), figures.auths(), figures.refused(), figures.tokenRequests()));
    }

    private static String row(String first, Object connections, Object auths, Object refused, Object tokenRequests) {
        return String.format(Locale.ROOT, "%-44s %11s %7s %9s %16s", first, connections, auths, refused, tokenRequests);
    }

    void success(String text) {
        out.println();
        out.println(painted(GREEN, wrapped(text)));
    }

    void failure(String text) {
        out.println();
        out.println(painted(RED, wrapped(text)));
    }

    private String painted(String style, String text) {
        return colour ? "\033[" + style + "m" + text + "\033[" + PLAIN + "m" : text;
    }

    private static String wrapped(String text) {
        StringBuilder lines = new StringBuilder();
        int column = 0;
        for (String word : text.strip().split("\\s+", -1)) {
            boolean fits = column + 1 + word.length() <= WIDTH;
            lines.append(lines.isEmpty() ? "" : fits ? " " : System.lineSeparator())
                    .append(word);
            column = word.length() + (fits ? column + 1 : 0);
        }
        return lines.toString();
    }
}
