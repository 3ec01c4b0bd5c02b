package io.github.mailbearer.mail.real;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The privilege that Postfix insists on: our own, or lent by a {@code sudo} that asks for no password. */
record Root(List<String> prefix) {

    static boolean isUs() {
        return System.getProperty("user.name").equals("root");
    }

    /** Skips or fails the tests if we can have no such privilege. */
    static Root require() throws IOException, InterruptedException {
        if (isUs()) {
            return new Root(List.of());
        }
        Root sudo = new Root(List.of("sudo", "-n"));
        if (!sudo.works()) {
            ServerPackage.unavailable("Postfix starts for root only, and sudo -n does not make us root");
        }
        return sudo;
    }

    private boolean works() throws InterruptedException {
        try {
            run("true");
            return true;
        } catch (IOException noSudoOrNotForUs) {
            return false;
        }
    }

    List<String> command(String... words) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(words));
        return command;
    }

    void run(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(words))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("failed: " + String.join(" ", words));
        }
    }
}
