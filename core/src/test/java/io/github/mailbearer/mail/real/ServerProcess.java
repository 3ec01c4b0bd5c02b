package io.github.mailbearer.mail.real;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** A server that runs in the foreground and logs to its standard output, where we wait for what we want to know. */
final class ServerProcess {

    private static final long PATIENCE_SECONDS = 20;

    private final String name;
    private final Process process;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<String> log = new ArrayList<>();
    private boolean ended;

    private ServerProcess(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /** Starts it, and returns when it has logged that it is ready. */
    static ServerProcess start(String name, List<String> command, String ready)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, name + "-stop"));
        ServerProcess server = new ServerProcess(name, process);
        Thread reader = new Thread(server::read, name + "-log");
        reader.setDaemon(true);
        reader.start();
        try {
            server.await(line -> line.contains(ready), ready);
        } catch (IllegalStateException e) {
            process.destroyForcibly();
            throw e;
        }
        return server;
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            add("no more log: " + e);
        } finally {
            end();
        }
    }

    private void add(String line) {
        lock.lock();
        try {
            log.add(line);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a line, logged since the start or from now on. */
    String await(Predicate<String> line, String meaning) throws InterruptedException {
        long left = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        lock.lock();
        try {
            for (int seen = 0; ; seen++) {
                while (seen == log.size()) {
                    if (ended || left <= 0) {
                        throw new IllegalStateException(
                                name + (ended ? " ended" : " is silent") + " before it logged: " + meaning + log());
                    }
                    left = changed.awaitNanos(left);
                }
                if (line.test(log.get(seen))) {
                    return log.get(seen);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** The last things that it has logged, for people. */
    String log() {
        lock.lock();
        try {
            List<String> last = log.subList(Math.max(0, log.size() - 40), log.size());
            return "\n" + name + " logged:\n  " + String.join("\n  ", last);
        } finally {
            lock.unlock();
        }
    }

    /** Asks it to end, and waits for that. */
    void terminate() throws InterruptedException {
        process.destroy();
        awaitEnd();
    }

    void awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(name + " does not end" + log());
        }
    }
}
