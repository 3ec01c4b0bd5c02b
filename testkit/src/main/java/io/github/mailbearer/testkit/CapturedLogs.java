package io.github.mailbearer.testkit;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Everything that is logged while it is open, at the most verbose level, as a console would show it.
 *
 * <p>It listens at {@code java.util.logging}, where {@link System.Logger} ends up unless an application says otherwise,
 * and SLF4J with {@code slf4j-jdk14}. The level of the root logger is changed while it is open, for the whole JVM.
 *
 * <pre>{@code
 * try (CapturedLogs logs = CapturedLogs.everything()) {
 *     Transport.send(message);
 *     assertThat(SecretSearch.of(token).in(logs.text())).isEmpty();
 * }
 * }</pre>
 */
public final class CapturedLogs implements AutoCloseable {

    private final Queue<String> pieces = new ConcurrentLinkedQueue<>();
    private final Logger root = Logger.getLogger("");
    private final Level before = root.getLevel();
    private final Handler handler = new Capture();

    private CapturedLogs() {
        handler.setLevel(Level.ALL);
        root.setLevel(Level.ALL);
        root.addHandler(handler);
    }

    /**
     * Begins to listen.
     *
     * @return the logs, to be closed
     */
    public static CapturedLogs everything() {
        return new CapturedLogs();
    }

    /**
     * Adds a failure as a log would show it: with its whole chain of causes.
     *
     * @param failure the failure
     */
    public void add(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        pieces.add(trace.toString());
    }

    /**
     * Adds a value as a log would show it: by its {@code toString}.
     *
     * @param value the value
     */
    public void add(Object value) {
        pieces.add(String.valueOf(value) + System.lineSeparator());
    }

    /**
     * What was logged or added so far.
     *
     * @return the text
     */
    public String text() {
        return String.join("", pieces);
    }

    @Override
    public void close() {
        root.removeHandler(handler);
        root.setLevel(before);
    }

    private final class Capture extends Handler {
        @Override
        public void publish(LogRecord line) {
            pieces.add(new SimpleFormatter().format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
