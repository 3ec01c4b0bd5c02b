package io.github.mailbearer.testkit;

/** The replies of POP3: {@code +OK} or {@code -ERR} (RFC 1939 section 3). */
final class Pop3Replies extends Replies {

    Pop3Replies(MailScript script, MailConnection connection) {
        super(script, connection);
    }

    @Override
    boolean isPositive(String reply) {
        return reply.startsWith("+OK");
    }

    /** Exchange announces it in words, and does it. */
    @Override
    boolean isFarewell(String reply) {
        return reply.contains("Connection is closed");
    }
}
