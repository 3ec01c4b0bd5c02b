package io.github.mailbearer.testkit;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The messages of one POP3 session, which stay as they were when the client first asked (RFC 1939 section 5). */
final class Pop3Maildrop {

    private static final String NO_MESSAGE = "-ERR no such message";
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,8}");

    private final MailFolder folder;
    private final List<StoredMessage> messages;
    private final Set<StoredMessage> deleted = new HashSet<>();

    Pop3Maildrop(MailFolder folder) {
        this.folder = folder;
        this.messages = folder.messages();
    }

    /** The message of this number, unless it is marked as deleted. */
    Optional<StoredMessage> find(String number) {
        if (!NUMBER.matcher(number).matches() || Integer.parseInt(number) > messages.size()) {
            return Optional.empty();
        }
        return Optional.of(messages.get(Integer.parseInt(number) - 1)).filter(message -> !deleted.contains(message));
    }

    String stat() {
        List<StoredMessage> left =
                messages.stream().filter(message -> !deleted.contains(message)).toList();
        int octets = left.stream().mapToInt(StoredMessage::size).sum();
        return "+OK " + left.size() + " " + octets;
    }

    String list(String number) {
        return listing(number, message -> String.valueOf(message.size()));
    }

    String uidl(String number) {
        return listing(number, message -> "testkit-" + message.uid());
    }

    private String listing(String number, Function<StoredMessage, String> told) {
        if (!number.isEmpty()) {
            return find(number)
                    .map(message -> "+OK " + number + " " + told.apply(message))
                    .orElse(NO_MESSAGE);
        }
        StringBuilder lines = new StringBuilder("+OK\n");
        for (int each = 1; each <= messages.size(); each++) {
            int line = each;
            find(String.valueOf(each))
                    .ifPresent(message -> lines.append(line)
                            .append(' ')
                            .append(told.apply(message))
                            .append('\n'));
        }
        return lines.append('.').toString();
    }

    String retr(String number) {
        return find(number).map(message -> "+OK " + message.size() + " octets").orElse(NO_MESSAGE);
    }

    /** A message as it goes over the wire, so many lines of its body at most. */
    static String content(StoredMessage message, long lines) {
        String body =
                message.body().lines().limit(lines).map(line -> line + "\r\n").collect(Collectors.joining());
        return (message.header() + body)
                        .lines()
                        .map(line -> (line.startsWith(".") ? "." : "") + line + "\r\n")
                        .collect(Collectors.joining())
                + ".\r\n";
    }

    String dele(String number) {
        Optional<StoredMessage> message = find(number);
        message.ifPresent(deleted::add);
        return message.isPresent() ? "+OK message deleted" : NO_MESSAGE;
    }

    void rset() {
        deleted.clear();
    }

    /** Removes what is marked as deleted. */
    void commit() {
        folder.remove(deleted);
    }
}
