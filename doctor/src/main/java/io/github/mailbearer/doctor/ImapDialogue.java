package io.github.mailbearer.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** IMAP (RFC 3501) up to the sign-in. */
record ImapDialogue(Wire wire) implements Dialogue {

    private static final String TAG = "d1";
    private static final String CAPABILITY = "* CAPABILITY ";

    @Override
    public String greeting() throws IOException {
        String line = wire.line("a greeting");
        if (!line.toUpperCase(Locale.ROOT).startsWith("* OK")) {
            throw new UnwelcomeException(line);
        }
        return line;
    }

    @Override
    public List<String> capabilities() throws IOException {
        return command("CAPABILITY").stream()
                .filter(line -> line.toUpperCase(Locale.ROOT).startsWith(CAPABILITY))
                .flatMap(line ->
                        Arrays.stream(line.substring(CAPABILITY.length()).split(" ", -1)))
                .filter(word -> !word.isBlank())
                .toList();
    }

    @Override
    public boolean offersTls(List<String> capabilities) {
        return capabilities.stream().anyMatch("STARTTLS"::equalsIgnoreCase);
    }

    @Override
    public void beginTls() throws IOException {
        command("STARTTLS");
    }

    @Override
    public List<String> mechanisms(List<String> capabilities) {
        return capabilities.stream()
                .map(word -> word.toUpperCase(Locale.ROOT))
                .filter(word -> word.startsWith("AUTH="))
                .map(word -> word.substring(5))
                .toList();
    }

    @Override
    public void leave() throws IOException {
        command("LOGOUT");
    }

    private List<String> command(String command) throws IOException {
        wire.send(TAG + " " + command);
        List<String> lines = new ArrayList<>();
        String line = wire.line("a reply to " + command);
        while (!line.startsWith(TAG + " ") && lines.size() < MOST_LINES) {
            lines.add(line);
            line = wire.line("a reply to " + command);
        }
        if (!line.toUpperCase(Locale.ROOT).startsWith(TAG.toUpperCase(Locale.ROOT) + " OK")) {
            throw new UnwelcomeException(line);
        }
        return lines;
    }
}
