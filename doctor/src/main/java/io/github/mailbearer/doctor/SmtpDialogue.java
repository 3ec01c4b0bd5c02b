package io.github.mailbearer.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** SMTP (RFC 5321) up to the sign-in. */
record SmtpDialogue(Wire wire) implements Dialogue {

    @Override
    public String greeting() throws IOException {
        return reply("a greeting", "220").get(0);
    }

    @Override
    public List<String> capabilities() throws IOException {
        wire.send("EHLO " + wire.ownAddress());
        List<String> lines = reply("a reply to EHLO", "250");
        return lines.stream()
                .skip(1)
                .map(line -> line.substring(Math.min(4, line.length())))
                .toList();
    }

    @Override
    public boolean offersTls(List<String> capabilities) {
        return capabilities.stream().anyMatch("STARTTLS"::equalsIgnoreCase);
    }

    @Override
    public void beginTls() throws IOException {
        wire.send("STARTTLS");
        reply("a reply to STARTTLS", "220");
    }

    /** Very old servers write AUTH=. */
    @Override
    public List<String> mechanisms(List<String> capabilities) {
        return capabilities.stream()
                .map(line -> line.toUpperCase(Locale.ROOT))
                .filter(line -> line.startsWith("AUTH ") || line.startsWith("AUTH="))
                .flatMap(line -> Arrays.stream(line.substring(5).split(" ", -1)))
                .filter(name -> !name.isBlank())
                .distinct()
                .toList();
    }

    @Override
    public void leave() throws IOException {
        wire.send("QUIT");
        reply("a reply to QUIT", "221");
    }

    private List<String> reply(String what, String code) throws IOException {
        List<String> lines = new ArrayList<>();
        String line;
        do {
            line = wire.line(what);
            lines.add(line);
        } while (line.length() > 3 && line.charAt(3) == '-' && lines.size() < MOST_LINES);
        if (!line.startsWith(code)) {
            throw new UnwelcomeException(String.join(" / ", lines));
        }
        return lines;
    }
}
