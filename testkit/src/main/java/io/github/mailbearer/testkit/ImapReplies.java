package io.github.mailbearer.testkit;

import java.util.stream.Collectors;

/** The replies of IMAP: lines for the client's information, and the one with the tag of its command (RFC 3501 section 7). */
final class ImapReplies extends Replies {

    private String tag = "*";

    ImapReplies(MailScript script, MailConnection connection) {
        super(script, connection);
    }

    /** Sets which command is answered from here on; before the first, it is the greeting. */
    void answering(String tagOfCommand) {
        tag = tagOfCommand;
    }

    @Override
    String framed(String reply) {
        return reply.lines()
                .map(line -> line.startsWith("* ") || line.startsWith("+ ") ? line : tag + " " + line)
                .collect(Collectors.joining("\n"));
    }

    @Override
    boolean isPositive(String reply) {
        return reply.lines().anyMatch(line -> line.startsWith("OK"));
    }

    @Override
    boolean isFarewell(String reply) {
        return reply.lines().anyMatch(line -> line.startsWith("BYE") || line.startsWith("* BYE"));
    }
}
