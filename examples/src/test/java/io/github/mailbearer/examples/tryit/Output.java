package io.github.mailbearer.examples.tryit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

/** A screen that is read by a test, which may act when a certain text appears on it. */
final class Output {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private String awaited = "\0";
    private Act act = () -> {};

    interface Act {
        void run() throws Exception;
    }

    /** Acts once, when the first line with the text has been printed. */
    Output at(String text, Act act) {
        this.awaited = text;
        this.act = act;
        return this;
    }

    Screen screen() {
        return screen(false);
    }

    Screen screen(boolean colour) {
        PrintStream stream = new PrintStream(bytes, true, UTF_8) {
            @Override
            public void println(String line) {
                super.println(line);
                if (line.contains(awaited)) {
                    awaited = "\0";
                    act();
                }
            }
        };
        return new Screen(stream, colour);
    }

    private void act() {
        try {
            act.run();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    String text() {
        return bytes.toString(UTF_8);
    }

    List<String> lines() {
        return text().lines().toList();
    }
}
