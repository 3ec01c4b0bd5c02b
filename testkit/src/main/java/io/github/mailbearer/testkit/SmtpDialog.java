package io.github.mailbearer.testkit;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** SMTP (RFC 5321) from the greeting to the farewell, worded as Exchange Online words it. */
final class SmtpDialog implements Dialog {

    /** The commands, the greeting and the end of a message. */
    static final List<String> VERBS =
            List.of("CONNECT", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", ".", "RSET", "NOOP", "QUIT");

    private static final String TOO_LONG = "500 5.5.2 Line too long";

    private static final SaslWords WORDS = new SaslWords(
            "AUTH",
            "334 ",
            () -> "235 2.7.0 Authentication successful",
            SmtpDialog::unsuccessful,
            "535 5.7.139 Authentication unsuccessful, basic authentication is disabled.",
            "501 5.5.2 Malformed response",
            TOO_LONG,
            "501 5.7.0 Authentication cancelled",
            "504 5.7.4 Unrecognized authentication type",
            "501 5.5.4 Syntax error",
            "501 5.5.4 Syntax error");

    private final MailSetup setup;
    private final MailScript script;
    private final MailConnection connection;
    private final SmtpReplies replies;
    private final SaslExchange authentication;
    private final SmtpTransaction transaction;
    private boolean greeted;

    SmtpDialog(MailSetup setup, MailConnection connection) {
        this.setup = setup;
        this.script = setup.script();
        this.connection = connection;
        this.replies = new SmtpReplies(script, connection);
        this.authentication = new SaslExchange(setup, replies, WORDS);
        this.transaction = new SmtpTransaction(setup, connection, replies);
    }

    @Override
    public void run() throws IOException {
        if (setup.security() == Security.IMPLICIT_TLS) {
            connection.startTls(setup.certificates().serverContext());
        }
        replies.give("CONNECT", "220 localhost Mailbearer testkit ESMTP");
        String line = connection.readLine();
        while (line != null) {
            take(line);
            line = connection.readLine();
        }
    }

    private void take(String line) throws IOException {
        int space = line.indexOf(' ');
        String verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
        String argument = space < 0 ? "" : line.substring(space + 1).strip();
        if (line.length() + 2 > script.maximumCommandLine) {
            refuseLongLine(verb, argument);
            return;
        }
        switch (verb) {
            case "EHLO", "HELO" -> greet(verb);
            case "STARTTLS" -> startTls();
            case "AUTH" -> authenticate(argument);
            case "MAIL", "RCPT", "DATA" -> carry(verb, argument);
            case "RSET" -> {
                transaction.reset();
                replies.give("RSET", "250 2.0.0 Resetting");
            }
            case "NOOP" -> replies.give("NOOP", "250 2.0.0 OK");
            case "QUIT" -> {
                replies.give("QUIT", "221 2.0.0 Service closing transmission channel");
                connection.close();
            }
            default -> connection.send("500 5.5.1 Unrecognized command");
        }
    }

    private void refuseLongLine(String verb, String argument) throws IOException {
        String reply = script.line(Moment.LINE_TOO_LONG).orElse(TOO_LONG);
        if (verb.equals("AUTH")) {
            authentication.refuseUnread(argument, reply);
        } else {
            connection.send(reply);
        }
    }

    private void greet(String verb) throws IOException {
        transaction.reset();
        List<String> lines = new ArrayList<>(List.of("localhost Hello"));
        if (verb.equals("EHLO")) {
            lines.addAll(List.of("SIZE " + SmtpTransaction.LARGEST, "8BITMIME", "ENHANCEDSTATUSCODES"));
            if (setup.offersStartTls(connection)) {
                lines.add("STARTTLS");
            }
            if (setup.offersAuth(connection)) {
                lines.add("AUTH " + String.join(" ", script.mechanisms()));
            }
        }
        String last = lines.remove(lines.size() - 1);
        StringBuilder reply = new StringBuilder();
        lines.forEach(line -> reply.append("250-").append(line).append('\n'));
        Optional<String> refusal = script.line(Moment.GREETED_UNDER_TLS).filter(secured -> connection.isSecure());
        if (refusal.isPresent()) {
            replies.say(refusal.get());
        } else {
            greeted = replies.give("EHLO", reply + "250 " + last);
        }
    }

    /** The refusal with the block of host, time and id that Exchange Online adds. */
    private static String unsuccessful() {
        return String.format(
                "535 5.7.3 Authentication unsuccessful [testkit.mailbearer.invalid %s %016X]",
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                ThreadLocalRandom.current().nextLong());
    }

    private void startTls() throws IOException {
        if (!setup.offersStartTls(connection)) {
            connection.send("502 5.5.1 Command not implemented");
        } else if (replies.give("STARTTLS", "220 2.0.0 SMTP server ready")) {
            connection.startTls(setup.certificates().serverContext());
            transaction.reset();
            greeted = false;
            authentication.forget();
        }
    }

    private void authenticate(String argument) throws IOException {
        if (setup.offersStartTls(connection)) {
            authentication.refuseUnread(argument, "530 5.7.0 Must issue a STARTTLS command first");
        } else if (!greeted || authentication.user().isPresent()) {
            authentication.refuseUnread(argument, "503 5.5.1 Bad sequence of commands");
        } else {
            authentication.perform(argument);
        }
    }

    private void carry(String verb, String argument) throws IOException {
        Optional<String> user = authentication.user();
        if (user.isPresent()) {
            transaction.take(verb, argument, user.get());
        } else if (script.action(verb)
                .filter(action -> !replies.isPositive(action))
                .isPresent()) {
            replies.give(verb, "");
        } else if (setup.offersStartTls(connection)) {
            connection.send("530 5.7.0 Must issue a STARTTLS command first");
        } else {
            connection.send("530 5.7.57 Client not authenticated to send mail.");
        }
    }
}
