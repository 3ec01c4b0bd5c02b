package io.github.mailbearer.testkit;

/** The replies of SMTP: a code of three digits before each line (RFC 5321 section 4.2). */
final class SmtpReplies extends Replies {

    SmtpReplies(MailScript script, MailConnection connection) {
        super(script, connection);
    }

    @Override
    boolean isPositive(String reply) {
        return reply.startsWith("2") || reply.startsWith("3");
    }

    /** RFC 5321 section 3.8: the reply that ends the connection. */
    @Override
    boolean isFarewell(String reply) {
        return reply.startsWith("421");
    }
}
