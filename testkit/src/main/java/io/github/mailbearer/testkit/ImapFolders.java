package io.github.mailbearer.testkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The commands of IMAP that want a mailbox (RFC 3501 sections 6.3 and 6.4), for one connection. */
final class ImapFolders {

    private static final String BAD_STATE = "BAD Command received in Invalid state.";
    private static final String NO_FOLDER = "NO [NONEXISTENT] There is no such folder.";

    private final Mailbox mailbox;
    private final MailConnection connection;
    private volatile @Nullable ImapSelection selection;

    ImapFolders(Mailbox mailbox, MailConnection connection) {
        this.mailbox = mailbox;
        this.connection = connection;
    }

    /** Sends the data that a command asks for, and returns its reply. */
    String answer(ImapCommand command) throws IOException {
        return switch (command.verb()) {
            case "LIST", "LSUB" -> list(command);
            case "STATUS" -> status(command);
            case "SELECT", "EXAMINE" -> select(command);
            case "NAMESPACE" -> {
                connection.send("* NAMESPACE ((\"\" \"/\")) NIL NIL");
                yield "OK NAMESPACE completed.";
            }
            case "ENABLE" -> {
                connection.send("* ENABLED");
                yield "OK ENABLE completed.";
            }
            case "IDLE" -> idle();
            case "CLOSE", "UNSELECT", "EXPUNGE", "FETCH", "STORE", "SEARCH" -> {
                ImapSelection selected = selection;
                yield selected == null ? BAD_STATE : answer(command, selected);
            }
            default -> "BAD Command Error. 10";
        };
    }

    private String answer(ImapCommand command, ImapSelection selected) throws IOException {
        try {
            return switch (command.verb()) {
                case "FETCH" -> selected.fetch(command);
                case "STORE" -> selected.store(command);
                case "SEARCH" -> selected.search(command);
                case "EXPUNGE" -> {
                    selected.expunge();
                    selected.update();
                    yield "OK EXPUNGE completed.";
                }
                case "CLOSE" -> {
                    selected.expunge();
                    selection = null;
                    yield "OK CLOSE completed.";
                }
                default -> {
                    selection = null;
                    yield "OK UNSELECT completed.";
                }
            };
        } catch (IllegalArgumentException e) {
            return "BAD Command Argument Error: " + e.getMessage();
        }
    }

    /** Something came into a mailbox; an IDLE in progress tells the client. */
    void arrived() throws IOException {
        ImapSelection selected = selection;
        if (selected != null) {
            selected.arrived();
        }
    }

    /** Tells the client what has changed since it was told last. */
    void update() throws IOException {
        ImapSelection selected = selection;
        if (selected != null) {
            selected.update();
        }
    }

    private String idle() throws IOException {
        connection.send("+ IDLE accepted, awaiting DONE command.");
        ImapSelection selected = selection;
        if (selected != null) {
            selected.idle(true);
        }
        String line = connection.readLine();
        if (selected != null) {
            selected.idle(false);
        }
        return "DONE".equalsIgnoreCase(line) ? "OK IDLE completed." : BAD_STATE;
    }

    private String list(ImapCommand command) throws IOException {
        String wanted = command.word(0) + command.word(1);
        if (command.word(1).isEmpty()) {
            connection.send("* " + command.verb() + " (\\Noselect) \"/\" \"\"");
        }
        Pattern names = Pattern.compile(
                Pattern.quote(wanted).replace("*", "\\E.*\\Q").replace("%", "\\E[^/]*\\Q"), Pattern.CASE_INSENSITIVE);
        for (String folder : Mailbox.FOLDERS) {
            if (names.matcher(folder).matches()) {
                connection.send("* " + command.verb() + " (\\HasNoChildren) \"/\" " + folder);
            }
        }
        return "OK " + command.verb() + " completed.";
    }

    private String status(ImapCommand command) throws IOException {
        Optional<MailFolder> folder = mailbox.folder(command.word(0));
        if (folder.isEmpty()) {
            return NO_FOLDER;
        }
        List<String> values = new ArrayList<>();
        for (String item : command.words()) {
            switch (item.toUpperCase(Locale.ROOT)) {
                case "MESSAGES" ->
                    values.add("MESSAGES " + folder.get().messages().size());
                case "RECENT" -> values.add("RECENT 0");
                case "UIDNEXT" -> values.add("UIDNEXT " + folder.get().nextUid());
                case "UIDVALIDITY" -> values.add("UIDVALIDITY 1");
                case "UNSEEN" -> values.add("UNSEEN " + unseen(folder.get()));
                default -> {}
            }
        }
        connection.send("* STATUS " + ImapText.string(command.word(0)) + " (" + String.join(" ", values) + ")");
        return "OK STATUS completed.";
    }

    private static long unseen(MailFolder folder) {
        return folder.messages().stream()
                .filter(message -> !message.has("\\Seen"))
                .count();
    }

    private String select(ImapCommand command) throws IOException {
        selection = null;
        Optional<MailFolder> folder = mailbox.folder(command.word(0));
        if (folder.isEmpty()) {
            return NO_FOLDER;
        }
        boolean readOnly = command.verb().equals("EXAMINE");
        ImapSelection selected = new ImapSelection(folder.get(), readOnly, connection);
        connection.send("* " + selected.size() + " EXISTS\n* 0 RECENT\n"
                + "* FLAGS (\\Answered \\Deleted \\Draft \\Flagged \\Seen)\n"
                + "* OK [PERMANENTFLAGS (\\Answered \\Deleted \\Draft \\Flagged \\Seen)] Permanent flags\n"
                + "* OK [UIDVALIDITY 1] UIDVALIDITY value\n"
                + "* OK [UIDNEXT " + folder.get().nextUid() + "] Next UID value");
        selection = selected;
        return readOnly ? "OK [READ-ONLY] EXAMINE completed." : "OK [READ-WRITE] SELECT completed.";
    }
}
