package io.github.mailbearer.msal.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * File calls in a process that ends, or on a machine that loses its power, at a call that was chosen. Nothing is forced to
 * the disk in fact: what would be lost without is remembered.
 */
final class StoppingMachine implements FileCalls {

    /** When it stops, as seen from the call. */
    enum Moment {
        BEFORE,
        HALFWAY,
        AFTER
    }

    /** What goes with it. */
    enum Loss {
        /** The process was killed: what it had done, the kernel has. */
        NOTHING,
        /** The disk had not got the names that nobody had forced it to keep. */
        NAMES,
        /** The disk had got the names, but half of the content that nobody had forced it to keep. */
        CONTENT
    }

    /** What the code that runs when the machine stops sees of it: the end. */
    static final class Stopped extends Error {

        private static final long serialVersionUID = 1L;
    }

    private final FileCalls calls = new SystemFileCalls();
    private final Deque<Call> undo = new ArrayDeque<>();
    private final Set<Path> unforced = new LinkedHashSet<>();
    private final int stopAt;
    private final Moment moment;
    private int count;

    StoppingMachine(int stopAt, Moment moment) {
        this.stopAt = stopAt;
        this.moment = moment;
    }

    static StoppingMachine thatRuns() {
        return new StoppingMachine(-1, Moment.BEFORE);
    }

    /** How many calls were begun. */
    int count() {
        return count;
    }

    /** Takes away what the disk had not got. */
    void lose(Loss loss) throws IOException {
        if (loss == Loss.NAMES) {
            while (!undo.isEmpty()) {
                undo.pop().run();
            }
        } else if (loss == Loss.CONTENT) {
            for (Path file : unforced) {
                byte[] octets = Files.readAllBytes(file);
                Files.write(file, Arrays.copyOf(octets, octets.length / 2));
            }
        }
    }

    @Override
    public void create(Path file) throws IOException {
        stopping(() -> {
            calls.create(file);
            undo.push(() -> Files.deleteIfExists(file));
        });
    }

    @Override
    public void write(Path file, byte[] octets) throws IOException {
        unforced.add(file);
        if (count == stopAt && moment == Moment.HALFWAY) {
            calls.write(file, Arrays.copyOf(octets, octets.length / 2));
        }
        stopping(() -> calls.write(file, octets));
    }

    @Override
    public void force(Path file) throws IOException {
        stopping(() -> unforced.remove(file));
    }

    @Override
    public void replace(Path file, Path replaced) throws IOException {
        stopping(() -> {
            byte[] before = octets(replaced);
            calls.replace(file, replaced);
            undo.push(() -> restore(replaced, before));
            if (unforced.remove(file)) {
                unforced.add(replaced);
            }
        });
    }

    @Override
    public void delete(Path file) throws IOException {
        stopping(() -> {
            byte[] before = octets(file);
            calls.delete(file);
            undo.push(() -> restore(file, before));
        });
    }

    @Override
    public void forceNames(Path directory) throws IOException {
        stopping(undo::clear);
    }

    private static byte @Nullable [] octets(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllBytes(file) : null;
    }

    private static void restore(Path file, byte @Nullable [] before) throws IOException {
        if (before == null) {
            Files.deleteIfExists(file);
        } else {
            Files.write(file, before);
        }
    }

    private void stopping(Call call) throws IOException {
        int number = count++;
        if (number == stopAt && moment != Moment.AFTER) {
            throw new Stopped();
        }
        call.run();
        if (number == stopAt) {
            throw new Stopped();
        }
    }

    private interface Call {

        void run() throws IOException;
    }
}
