package io.github.mailbearer.testkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The commands of SMTP (RFC 5321) up to the point where a message begins, worded as Exchange Online words them. */
final class SmtpDialog implements Dialog {

    /** What a test may script: the commands, the greeting and the end of the message. */
    static final Set<String> VERBS = Collections.unmodifiableSet(new LinkedHashSet<>(
            List.of("CONNECT", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", ".", "RSET", "NOOP", "QUIT")));

    private final MailSetup setup;
    private final MailScript script;
    private final MailConnection connection;
    private final SmtpAuthentication authentication;
    private SmtpTransaction transaction;
    private @Nullable String user;
    private boolean greeted;

    SmtpDialog(MailSetup setup, MailConnection connection) {
        this.setup = setup;
        this.script = setup.script();
        this.connection = connection;
        this.authentication = new SmtpAuthentication(setup, connection);
        this.transaction = new SmtpTransaction(setup, connection, this::answer);
    }

    @Override
    public void run() throws IOException {
        if (setup.security() == Security.IMPLICIT_TLS) {
            connection.startTls(setup.certificates().serverContext());
        }
        answer("CONNECT", "220 localhost Mailbearer testkit ESMTP");
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
            if (verb.equals("AUTH")) {
                authentication.refuseUnread(argument, "500 5.5.2 Line too long");
            } else {
                connection.send("500 5.5.2 Line too long");
            }
            return;
        }
        switch (verb) {
            case "EHLO", "HELO" -> greet(verb);
            case "STARTTLS" -> startTls();
            case "AUTH" -> authenticate(argument);
            case "MAIL", "RCPT", "DATA" -> carry(verb, argument);
            case "RSET" -> {
                transaction.reset();
                answer("RSET", "250 2.0.0 Resetting");
            }
            case "NOOP" -> answer("NOOP", "250 2.0.0 OK");
            case "QUIT" -> {
                answer("QUIT", "221 2.0.0 Service closing transmission channel");
                connection.close();
            }
            default -> connection.send("500 5.5.1 Unrecognized command");
        }
    }

    /** Replies so, unless the test wants something else, and says whether the client was told yes. */
    private boolean answer(String verb, String reply) throws IOException {
        Action action = script.action(verb).orElseGet(() -> new Action.Reply(reply));
        action.perform(connection);
        return action.isPositive();
    }

    private void greet(String verb) throws IOException {
        transaction.reset();
        List<String> lines = new ArrayList<>(List.of("localhost Hello"));
        if (verb.equals("EHLO")) {
            lines.addAll(List.of("SIZE " + SmtpTransaction.LARGEST, "8BITMIME", "ENHANCEDSTATUSCODES"));
            if (offersStartTls()) {
                lines.add("STARTTLS");
            }
            if (offersAuth() && !script.mechanisms().isEmpty()) {
                lines.add("AUTH " + String.join(" ", script.mechanisms()));
            }
        }
        String last = lines.remove(lines.size() - 1);
        StringBuilder reply = new StringBuilder();
        lines.forEach(line -> reply.append("250-").append(line).append('\n'));
        greeted = answer("EHLO", reply + "250 " + last);
    }

    private boolean offersStartTls() {
        return setup.security() == Security.STARTTLS && !connection.isSecure() && script.advertiseStartTls;
    }

    /** Without STARTTLS on offer the server is the attacker who removed it, and glad of a token in the clear. */
    private boolean offersAuth() {
        return !offersStartTls();
    }

    private void startTls() throws IOException {
        if (!offersStartTls()) {
            connection.send("502 5.5.1 Command not implemented");
        } else if (answer("STARTTLS", "220 2.0.0 SMTP server ready")) {
            connection.startTls(setup.certificates().serverContext());
            transaction = new SmtpTransaction(setup, connection, this::answer);
            greeted = false;
        }
    }

    private void authenticate(String argument) throws IOException {
        if (!offersAuth()) {
            authentication.refuseUnread(argument, "530 5.7.0 Must issue a STARTTLS command first");
        } else if (!greeted || user != null) {
            authentication.refuseUnread(argument, "503 5.5.1 Bad sequence of commands");
        } else {
            user = authentication.perform(argument).orElse(null);
        }
    }

    private void carry(String verb, String argument) throws IOException {
        if (user != null) {
            transaction.take(verb, argument, user);
        } else if (offersStartTls()) {
            connection.send("530 5.7.0 Must issue a STARTTLS command first");
        } else {
            connection.send("530 5.7.57 Client not authenticated to send mail.");
        }
    }
}
