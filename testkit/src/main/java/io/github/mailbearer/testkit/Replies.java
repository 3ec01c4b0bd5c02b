package io.github.mailbearer.testkit;

import java.io.IOException;

/** Gives the replies of a protocol, or does what the test wants in their place. */
abstract class Replies {

    private final MailScript script;
    private final MailConnection connection;

    Replies(MailScript script, MailConnection connection) {
        this.script = script;
        this.connection = connection;
    }

    /** Whether this tells the client yes. */
    abstract boolean isPositive(String reply);

    /** Whether the protocol has the server close the connection after this. */
    abstract boolean isFarewell(String reply);

    /** The reply as it goes over the wire. */
    String framed(String reply) {
        return reply;
    }

    final MailConnection connection() {
        return connection;
    }

    /** Replies to a verb, and says whether the client was told yes. */
    final boolean give(String verb, String reply) throws IOException {
        Action action = due(verb, reply);
        action.perform(this);
        return isPositive(action);
    }

    /** What is to be done where this reply would be normal. */
    final Action due(String verb, String reply) {
        return script.action(verb).orElseGet(() -> new Action.Reply(reply));
    }

    final boolean isPositive(Action action) {
        return action.text().filter(this::isPositive).isPresent();
    }

    /** Says this, whatever the test wants. */
    final void say(String reply) throws IOException {
        connection.send(framed(reply));
        if (isFarewell(reply)) {
            connection.close();
        }
    }
}
