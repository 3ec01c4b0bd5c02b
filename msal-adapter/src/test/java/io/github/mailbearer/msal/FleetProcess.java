package io.github.mailbearer.msal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** A {@link FleetNode} in a process of its own, seen from outside. */
final class FleetProcess {

    /** What an answer ends with, if its process was not killed in the middle of it. */
    static final String WHOLE = " .";

    private static final long PATIENCE_SECONDS = 150;

    private final Process process;
    private final BufferedWriter toIt;
    private final BlockingQueue<String> milestones = new LinkedBlockingQueue<>();
    private final BiConsumer<String, Integer> answers;

    private FleetProcess(Process process, BiConsumer<String, Integer> answers) {
        this.process = process;
        this.answers = answers;
        this.toIt = process.outputWriter(UTF_8);
    }

    /**
     * Starts one.
     *
     * @param answers hears each token, or why there is none, and for which mailbox
     */
    static FleetProcess start(Map<String, Object> settings, BiConsumer<String, Integer> answers) throws IOException {
        Path directory = Files.createDirectories(Path.of("target", "fleet"));
        Path logging = Files.writeString(directory.resolve("logging.properties"), ".level=OFF\n");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Djava.util.logging.config.file=" + logging,
                        "-cp",
                        System.getProperty("java.class.path"),
                        FleetNode.class.getName())
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("nodes.log").toFile()))
                .start();
        FleetProcess node = new FleetProcess(process, answers);
        Thread reader = new Thread(node::listen, "fleet-node-" + process.pid());
        reader.setDaemon(true);
        reader.start();
        StringBuilder lines = new StringBuilder();
        settings.forEach(
                (name, value) -> lines.append(name).append('=').append(value).append('\n'));
        node.say(lines.toString());
        return node;
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                hear(line);
            }
        } catch (IOException e) {
            milestones.add("ended: " + e);
        } finally {
            milestones.add("ended");
        }
    }

    private void hear(String line) {
        if (!line.contains(" ")) {
            milestones.add(line);
        } else if (line.endsWith(WHOLE)) {
            String answer = line.substring(0, line.length() - WHOLE.length());
            String[] words = answer.split(" ", 3);
            answers.accept(words[0].equals("token") ? words[2] : answer, Integer.valueOf(words[1]));
        }
    }

    /** Tells it the time, upon which it asks for tokens of so many mailboxes. */
    void tell(Instant now, int mailboxes) throws IOException {
        say(now.toEpochMilli() + " " + mailboxes);
    }

    private void say(String line) throws IOException {
        toIt.write(line);
        toIt.newLine();
        toIt.flush();
    }

    /** Waits until it says so. */
    void await(String milestone) throws InterruptedException {
        String next = milestones.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!milestone.equals(next)) {
            throw new IllegalStateException(
                    "a node should be " + milestone + ", but: " + next + " (see target/fleet/nodes.log)");
        }
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }
}
