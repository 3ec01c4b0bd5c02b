package io.github.mailbearer.testkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** POP3 (RFC 1939) from the greeting to the farewell, worded as Exchange Online words it. */
final class Pop3Dialog implements Dialog {

    /** The commands, and the greeting. */
    static final List<String> VERBS = List.of(
            "CONNECT", "CAPA", "STLS", "AUTH", "STAT", "LIST", "UIDL", "RETR", "TOP", "DELE", "NOOP", "RSET", "QUIT");

    private static final String BAD_STATE = "-ERR Command is not valid in this state.";
    private static final String TLS_FIRST = "-ERR Issue STLS first.";
    private static final String TOO_LONG = "-ERR Line too long.";

    private static final SaslWords WORDS = new SaslWords(
            "AUTH",
            "+ ",
            () -> "+OK User successfully authenticated.",
            () -> "-ERR Authentication failure: unknown user name or bad password.",
            "-ERR Authentication failure: unknown user name or bad password.",
            "-ERR Malformed response",
            TOO_LONG,
            "-ERR Authentication cancelled",
            "-ERR Unrecognized authentication type",
            "-ERR Syntax error",
            "-ERR Protocol error. Connection is closed. 10");

    private final MailSetup setup;
    private final MailScript script;
    private final MailConnection connection;
    private final Pop3Replies replies;
    private final SaslExchange authentication;
    private @Nullable Pop3Maildrop maildrop;

    Pop3Dialog(MailSetup setup, MailConnection connection) {
        this.setup = setup;
        this.script = setup.script();
        this.connection = connection;
        this.replies = new Pop3Replies(script, connection);
        this.authentication = new SaslExchange(setup, replies, WORDS);
    }

    @Override
    public void run() throws IOException {
        if (setup.security() == Security.IMPLICIT_TLS) {
            connection.startTls(setup.certificates().serverContext());
        }
        replies.give("CONNECT", "+OK Mailbearer testkit POP3 service is ready.");
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
        boolean tooLong = line.length() + 2 > script.maximumCommandLine;
        switch (verb) {
            case "AUTH" -> authenticate(argument, tooLong);
            case "USER" -> replies.say(offersPasswords() ? "+OK" : BAD_STATE);
            case "PASS" -> authentication.refusePassword("-ERR Logon failure: unknown user name or bad password.");
            default -> {
                if (tooLong) {
                    replies.say(TOO_LONG);
                } else {
                    obey(verb, argument);
                }
            }
        }
    }

    private boolean offersPasswords() {
        return setup.offersAuth(connection) && script.mechanisms().contains("USER");
    }

    private void authenticate(String argument, boolean tooLong) throws IOException {
        if (tooLong) {
            authentication.refuseUnread(argument, TOO_LONG);
        } else if (setup.offersStartTls(connection)) {
            authentication.refuseUnread(argument, TLS_FIRST);
        } else if (authentication.user().isPresent()) {
            authentication.refuseUnread(argument, BAD_STATE);
        } else {
            authentication.perform(argument);
        }
    }

    private void obey(String verb, String argument) throws IOException {
        Optional<Action> refusal = script.action(verb).filter(action -> !replies.isPositive(action));
        if (refusal.isPresent()) {
            refusal.get().perform(replies);
        } else if (replies.give(verb, answer(verb, argument))) {
            follow(verb, argument);
        }
    }

    private String answer(String verb, String argument) {
        return switch (verb) {
            case "CAPA" -> capabilities();
            case "STLS" -> setup.offersStartTls(connection) ? "+OK Begin TLS negotiation." : BAD_STATE;
            case "QUIT" -> {
                commit();
                yield "+OK Mailbearer testkit POP3 server signing off.";
            }
            default -> {
                Optional<String> user = authentication.user();
                yield user.isPresent() ? answer(verb, argument, maildrop(user.get())) : BAD_STATE;
            }
        };
    }

    private static String answer(String verb, String argument, Pop3Maildrop messages) {
        return switch (verb) {
            case "STAT" -> messages.stat();
            case "LIST" -> messages.list(argument);
            case "UIDL" -> messages.uidl(argument);
            case "RETR", "TOP" -> messages.retr(number(argument));
            case "DELE" -> messages.dele(argument);
            case "NOOP" -> "+OK";
            case "RSET" -> {
                messages.rset();
                yield "+OK";
            }
            default -> "-ERR Protocol error. 14";
        };
    }

    /** What comes after a reply that told the client yes. */
    private void follow(String verb, String argument) throws IOException {
        Pop3Maildrop messages = maildrop;
        switch (verb) {
            case "STLS" -> connection.startTls(setup.certificates().serverContext());
            case "QUIT" -> connection.close();
            case "RETR", "TOP" -> {
                Optional<StoredMessage> message = messages == null ? Optional.empty() : messages.find(number(argument));
                if (message.isPresent()) {
                    connection.sendOctets(Pop3Maildrop.content(message.get(), lines(verb, argument)));
                }
            }
            default -> {}
        }
    }

    /** Before the reply: who has read it may open the maildrop again at once. */
    private void commit() {
        Pop3Maildrop messages = maildrop;
        if (messages != null) {
            messages.commit();
        }
    }

    private Pop3Maildrop maildrop(String user) {
        Pop3Maildrop open = maildrop;
        if (open == null) {
            open = new Pop3Maildrop(setup.mailboxes().of(user).inbox());
            maildrop = open;
        }
        return open;
    }

    private static String number(String argument) {
        return argument.split(" ", 2)[0];
    }

    /** How many lines of the body {@code TOP} wants. */
    private static long lines(String verb, String argument) {
        String lines = argument.substring(number(argument).length()).strip();
        return verb.equals("TOP") && lines.matches("\\d{1,9}") ? Long.parseLong(lines) : Long.MAX_VALUE;
    }

    private String capabilities() {
        List<String> words = new ArrayList<>(List.of("+OK", "TOP", "UIDL", "RESP-CODES"));
        if (setup.offersStartTls(connection)) {
            words.add("STLS");
        }
        if (offersPasswords()) {
            words.add("USER");
        }
        List<String> mechanisms = setup.offersAuth(connection)
                ? script.mechanisms().stream()
                        .filter(name -> !name.equals("USER"))
                        .toList()
                : List.of();
        if (!mechanisms.isEmpty()) {
            words.add("SASL " + String.join(" ", mechanisms));
        }
        words.add(".");
        return String.join("\n", words);
    }
}
