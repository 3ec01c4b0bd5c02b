package io.github.mailbearer.testkit;

import java.io.IOException;

/** Gives the replies of SMTP, or does what the test wants in their place. */
final class SmtpReplies {

    private final MailScript script;
    private final MailConnection connection;

    SmtpReplies(MailScript script, MailConnection connection) {
        this.script = script;
        this.connection = connection;
    }

    /** Replies to a verb, and says whether the client was told yes. */
    boolean give(String verb, String reply) throws IOException {
        Action action = due(verb, reply);
        perform(action);
        return isPositive(action);
    }

    /** What is to be done where this reply would be normal. */
    Action due(String verb, String reply) {
        return script.action(verb).orElseGet(() -> new Action.Reply(reply));
    }

    void perform(Action action) throws IOException {
        action.perform(connection);
        if (startsWith(action, "421")) {
            connection.close(); // RFC 5321 section 3.8: the reply that ends the connection.
        }
    }

    static boolean isPositive(Action action) {
        return startsWith(action, "2") || startsWith(action, "3");
    }

    private static boolean startsWith(Action action, String code) {
        return action.text().filter(text -> text.startsWith(code)).isPresent();
    }
}
