package io.github.mailbearer.testkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** IMAP (RFC 3501) from the greeting to the farewell, worded as Exchange Online words it. */
final class ImapDialog implements Dialog, Mailboxes.Attendant {

    /** The commands, and the greeting. */
    static final List<String> VERBS = List.of(
            "CONNECT",
            "CAPABILITY",
            "NOOP",
            "ID",
            "STARTTLS",
            "AUTHENTICATE",
            "LIST",
            "LSUB",
            "STATUS",
            "SELECT",
            "EXAMINE",
            "CLOSE",
            "UNSELECT",
            "EXPUNGE",
            "FETCH",
            "STORE",
            "SEARCH",
            "IDLE",
            "NAMESPACE",
            "ENABLE",
            "LOGOUT");

    private static final String BAD_STATE = "BAD Command received in Invalid state.";
    private static final String TOO_LONG = "BAD Command line too long.";

    private final MailSetup setup;
    private final MailScript script;
    private final MailConnection connection;
    private final ImapReplies replies;
    private final SaslExchange authentication;
    private volatile @Nullable ImapFolders folders;

    ImapDialog(MailSetup setup, MailConnection connection) {
        this.setup = setup;
        this.script = setup.script();
        this.connection = connection;
        this.replies = new ImapReplies(script, connection);
        this.authentication = new SaslExchange(setup, replies, words());
    }

    private SaslWords words() {
        return new SaslWords(
                "AUTHENTICATE",
                "+ ",
                () -> "OK " + (script.capabilitiesInOk ? "[CAPABILITY " + capabilities() + "] " : "")
                        + "AUTHENTICATE completed.",
                () -> "NO AUTHENTICATE failed.",
                "NO AUTHENTICATE failed.",
                "BAD Command Argument Error. 12",
                TOO_LONG,
                "BAD AUTHENTICATE cancelled.",
                "NO Unsupported authentication mechanism.",
                "BAD Command Argument Error. 11",
                "BAD Command Argument Error. 12");
    }

    @Override
    public void run() throws IOException {
        setup.mailboxes().attend(this);
        try {
            converse();
        } finally {
            setup.mailboxes().leave(this);
        }
    }

    private void converse() throws IOException {
        if (setup.security() == Security.IMPLICIT_TLS) {
            connection.startTls(setup.certificates().serverContext());
        }
        if (script.preauth) {
            authentication.admit("");
        }
        replies.give("CONNECT", (script.preauth ? "PREAUTH" : "OK") + " Mailbearer testkit IMAP4 service is ready.");
        ImapCommand command = ImapCommand.read(connection);
        while (command != null) {
            replies.answering(command.tag());
            take(command);
            command = ImapCommand.read(connection);
        }
    }

    private void take(ImapCommand command) throws IOException {
        boolean tooLong = command.length() > script.maximumCommandLine;
        if (command.verb().equals("AUTHENTICATE")) {
            authenticate(command.argument(), tooLong);
        } else if (command.verb().equals("LOGIN") && command.words().size() > 1) {
            authentication.refusePassword(tooLong ? TOO_LONG : "NO LOGIN failed.");
        } else if (tooLong) {
            replies.say(TOO_LONG);
        } else if (isNotConnected() && !command.verb().equals("LOGOUT")) {
            replies.say("BAD User is authenticated but not connected.");
        } else {
            obey(command);
        }
    }

    private boolean isNotConnected() {
        return script.authenticatedButNotConnected && authentication.user().isPresent();
    }

    private void authenticate(String argument, boolean tooLong) throws IOException {
        if (tooLong) {
            authentication.refuseUnread(argument, TOO_LONG);
        } else if (setup.offersStartTls(connection)) {
            authentication.refuseUnread(argument, "NO [PRIVACYREQUIRED] Issue STARTTLS first.");
        } else if (authentication.user().isPresent()) {
            authentication.refuseUnread(argument, BAD_STATE);
        } else {
            authentication.perform(argument);
        }
    }

    private void obey(ImapCommand command) throws IOException {
        String verb = command.verb();
        Optional<Action> refusal = script.action(verb).filter(action -> !replies.isPositive(action));
        if (refusal.isPresent()) {
            refusal.get().perform(replies);
        } else if (replies.give(verb, answer(command)) && verb.equals("STARTTLS")) {
            connection.startTls(setup.certificates().serverContext());
        }
    }

    private String answer(ImapCommand command) throws IOException {
        return switch (command.verb()) {
            case "CAPABILITY" -> {
                connection.send("* CAPABILITY " + capabilities());
                yield "OK CAPABILITY completed.";
            }
            case "ID" -> {
                connection.send("* ID (\"name\" \"Mailbearer testkit\")");
                yield "OK ID completed.";
            }
            case "NOOP" -> {
                ImapFolders open = folders;
                if (open != null) {
                    open.update();
                }
                yield "OK NOOP completed.";
            }
            case "STARTTLS" ->
                setup.offersStartTls(connection) ? "OK Begin TLS negotiation now." : "BAD Command Error. 10";
            case "LOGOUT" -> "* BYE Mailbearer testkit IMAP4 server signing off.\nOK LOGOUT completed.";
            default ->
                authentication.user().isPresent()
                        ? folders(authentication.user().get()).answer(command)
                        : BAD_STATE;
        };
    }

    private ImapFolders folders(String user) {
        ImapFolders open = folders;
        if (open == null) {
            open = new ImapFolders(setup.mailboxes().of(user), connection);
            folders = open;
        }
        return open;
    }

    private String capabilities() {
        List<String> words = new ArrayList<>(List.of("IMAP4rev1"));
        List<String> mechanisms = setup.offersAuth(connection) ? script.mechanisms() : List.of();
        if (setup.offersStartTls(connection)) {
            words.add("STARTTLS");
        }
        if (!mechanisms.contains("LOGIN")) {
            words.add("LOGINDISABLED");
        }
        mechanisms.forEach(mechanism -> words.add("AUTH=" + mechanism));
        if (!script.twoLineAuthOnly) {
            words.add("SASL-IR");
        }
        words.addAll(List.of("ID", "UNSELECT", "IDLE", "NAMESPACE", "LITERAL+", "ENABLE"));
        return String.join(" ", words);
    }

    @Override
    public void arrived() throws IOException {
        ImapFolders open = folders;
        if (open != null) {
            open.arrived();
        }
    }

    @Override
    public void dismissed(String reason) throws IOException {
        if (authentication.user().isPresent()) {
            connection.send("* BYE " + reason);
            connection.close();
        }
    }
}
