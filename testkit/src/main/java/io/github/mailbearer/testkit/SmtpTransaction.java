package io.github.mailbearer.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A message on its way through SMTP: envelope and content (RFC 5321 section 3.3). */
final class SmtpTransaction {

    static final int LARGEST = 32 << 20;

    private static final Pattern PATH = Pattern.compile("(?:FROM|TO):\\s*<([^>]*)>.*", Pattern.CASE_INSENSITIVE);

    private final MailSetup setup;
    private final MailConnection connection;
    private final SmtpReplies replies;
    private final List<String> recipients = new ArrayList<>();
    private @Nullable String sender;

    SmtpTransaction(MailSetup setup, MailConnection connection, SmtpReplies replies) {
        this.setup = setup;
        this.connection = connection;
        this.replies = replies;
    }

    void reset() {
        sender = null;
        recipients.clear();
    }

    void take(String verb, String argument, String user) throws IOException {
        switch (verb) {
            case "MAIL" -> mail(argument, user);
            case "RCPT" -> rcpt(argument);
            default -> data(user);
        }
    }

    private void mail(String argument, String user) throws IOException {
        Matcher path = PATH.matcher(argument);
        if (!path.matches()) {
            connection.send("501 5.5.4 Invalid arguments");
        } else if (sender != null) {
            connection.send("503 5.5.2 Sender already specified");
        } else if (maySendAs(path.group(1), user, Moment.FOREIGN_ENVELOPE)
                && replies.give("MAIL", "250 2.1.0 Sender OK")) {
            sender = path.group(1);
        }
    }

    /** Whether the user may send as this address, as everybody may unless a scenario forbids it and tells the user so. */
    private boolean maySendAs(String address, String user, Moment moment) throws IOException {
        Optional<String> refusal = setup.script().line(moment).filter(line -> !address.equalsIgnoreCase(user));
        if (refusal.isPresent()) {
            replies.say(refusal.get().replace("{user}", user).replace("{sender}", address));
        }
        return refusal.isEmpty();
    }

    private void rcpt(String argument) throws IOException {
        Matcher path = PATH.matcher(argument);
        if (!path.matches()) {
            connection.send("501 5.5.4 Invalid arguments");
        } else if (sender == null) {
            connection.send("503 5.5.2 Need mail command");
        } else if (replies.give("RCPT", "250 2.1.5 Recipient OK")) {
            recipients.add(path.group(1));
        }
    }

    private void data(String user) throws IOException {
        if (sender == null || recipients.isEmpty()) {
            connection.send("503 5.5.2 Need rcpt command");
            return;
        }
        if (!replies.give("DATA", "354 Start mail input; end with <CRLF>.<CRLF>")) {
            return;
        }
        byte[] content = readContent();
        if (content != null) {
            ReceivedMessage message = new ReceivedMessage(sender, recipients, user, content);
            reset();
            finish(message, content.length);
        }
    }

    /** Reads up to the lone dot, or {@code null} if the client leaves before it. */
    private byte @Nullable [] readContent() throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        String line = connection.readLine();
        while (line != null && !line.equals(".")) {
            String unstuffed = line.startsWith(".") ? line.substring(1) : line;
            if (content.size() <= LARGEST) {
                content.writeBytes((unstuffed + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            }
            line = connection.readLine();
        }
        return line == null ? null : content.toByteArray();
    }

    private void finish(ReceivedMessage message, int size) throws IOException {
        if (size > LARGEST) {
            connection.send("552 5.3.4 Message size exceeds fixed maximum message size");
            return;
        }
        for (String address : List.of(message.sender(), message.author())) {
            if (!maySendAs(address, message.user(), Moment.FOREIGN_MESSAGE)) {
                return;
            }
        }
        Action action = replies.due(".", "250 2.0.0 OK");
        if (replies.isPositive(action)) {
            setup.record().message(message);
        }
        action.perform(replies);
    }
}
