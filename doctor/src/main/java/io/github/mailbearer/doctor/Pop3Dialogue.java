package io.github.mailbearer.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** POP3 (RFC 1939, RFC 2449) up to the sign-in. */
record Pop3Dialogue(Wire wire) implements Dialogue {

    @Override
    public String greeting() throws IOException {
        return status("a greeting");
    }

    @Override
    public List<String> capabilities() throws IOException {
        command("CAPA");
        List<String> lines = new ArrayList<>();
        String line = wire.line("the end of the reply to CAPA");
        while (!line.equals(".") && lines.size() < MOST_LINES) {
            lines.add(line);
            line = wire.line("the end of the reply to CAPA");
        }
        return lines;
    }

    @Override
    public boolean offersTls(List<String> capabilities) {
        return capabilities.stream().anyMatch("STLS"::equalsIgnoreCase);
    }

    @Override
    public void beginTls() throws IOException {
        command("STLS");
    }

    @Override
    public List<String> mechanisms(List<String> capabilities) {
        return capabilities.stream()
                .map(line -> line.toUpperCase(Locale.ROOT))
                .filter(line -> line.startsWith("SASL "))
                .flatMap(line -> Arrays.stream(line.substring(5).split(" ", -1)))
                .filter(name -> !name.isBlank())
                .toList();
    }

    @Override
    public void leave() throws IOException {
        command("QUIT");
    }

    private void command(String command) throws IOException {
        wire.send(command);
        status("a reply to " + command);
    }

    private String status(String what) throws IOException {
        String line = wire.line(what);
        if (!line.startsWith("+OK")) {
            throw new UnwelcomeException(line);
        }
        return line;
    }
}
